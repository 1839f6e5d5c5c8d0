package io.gatehouse.dataplane.http2;

import io.gatehouse.dataplane.connection.ClientConnection;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.connection.ClientSide;
import io.gatehouse.dataplane.connection.StreamLink;
import io.gatehouse.dataplane.exchange.HttpExchange;
import io.gatehouse.dataplane.loop.Deadline;
import io.gatehouse.dataplane.relay.Outlet;
import io.gatehouse.model.ClientTimeouts;
import io.gatehouse.model.Http2Settings;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection that speaks HTTP/2: opens an exchange for each stream, and ends when it has
 * had none for too long.
 *
 * <pre>
 *  codec ─► streams' channels ─► RequestStream ─► HttpExchange
 *    └────► Http2Connection (what concerns the connection) ─► ClientConnection
 * </pre>
 */
public final class Http2Connection extends ChannelInboundHandlerAdapter
    implements ClientSide, StreamLink.Load {
  private final ClientLink link;
  private final HttpExchange session;
  private final Http2Settings settings;
  private final Set<RequestStream> streams = new LinkedHashSet<>();
  private final Deadline idle = new Idle();
  private @Nullable Codec codec;
  private StreamLink.Begin next;
  private int total;
  private int faults;
  private boolean leaving;
  private boolean closing;

  private final class Idle extends Deadline {
    @Override
    protected void expired() {
      if (closing) {
        end();
      } else {
        close();
      }
    }

    @Override
    protected boolean idle() {
      return total > 0 && streams.isEmpty();
    }
  }

  private Http2Connection(ClientLink link, HttpExchange session) {
    this.link = link;
    this.session = session;
    this.settings = link.loop().http2();
    this.next = new StreamLink.Begin(link.acceptDate(), link.acceptNanos(), link.openedNanos());
  }

  /**
   * From now on the connection speaks HTTP/2.
   *
   * @param session what was its side until now
   * @param received what the client has sent; taken over
   */
  public static void start(ClientLink link, HttpExchange session, @Nullable ByteBuf received) {
    Channel channel = link.channel();
    Http2Connection connection = new Http2Connection(link, session);
    channel.pipeline().get(ClientConnection.class).handOver(connection);
    connection.arm();
    connection.codec = Codec.install(channel.pipeline(), connection);
    if (received != null) {
      connection.clientSent(received);
    }
  }

  HttpExchange session() {
    return session;
  }

  Http2Settings settings() {
    return settings;
  }

  ClientLink link() {
    return link;
  }

  /** A request has come: what its exchange knows of the connection. */
  StreamLink opened(RequestStream stream) {
    StreamLink made = begin(stream.channel());
    streams.add(stream);
    total++;
    link.loop().deadlines().clear(idle);
    if (settings.totalStreams() > 0 && total >= settings.totalStreams()) {
      leave();
    }
    return made;
  }

  /** A request came that is none: the log is told, and the client is to blame. */
  void malformed(Channel channel) {
    StreamLink made = begin(channel);
    HttpExchange none = new HttpExchange(made, session);
    none.malformed();
    none.clientGone();
    made.end();
  }

  /** The codec resets a stream that it has not opened: its fields were none. */
  void unknown(Http2Exception.StreamException why) {
    if (why.error() == Http2Error.PROTOCOL_ERROR
        || why instanceof Http2Exception.HeaderListSizeException) {
      malformed(link.channel());
      fault();
    }
  }

  /** The first body of a request is on its way. */
  void expectBody() {
    Codec own = codec;
    try {
      if (own != null) {
        own.widen();
      }
    } catch (Http2Exception overflowing) {
      end();
    }
  }

  private StreamLink begin(Channel channel) {
    boolean _ = link.renew();
    StreamLink made = new StreamLink(link, channel, next, this);
    long now = link.loop().clock().now();
    next = new StreamLink.Begin(link.frontend().surroundings().wallClock(), now, now);
    return made;
  }

  /** The stream is gone. */
  void closed(RequestStream stream) {
    if (!streams.remove(stream)) {
      return;
    }
    if (link.frontend().stopped()) {
      leave();
    }
    if (!streams.isEmpty()) {
      return;
    }
    if (leaving) {
      close();
    } else {
      arm();
    }
  }

  /** The client did what it must not. */
  void fault() {
    faults++;
    session.countGlitch();
    if (settings.glitches() > 0 && faults >= settings.glitches()) {
      kill();
    }
  }

  /** Ends the connection with all its streams: the client is not welcome. */
  void kill() {
    var _ = link.channel().writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.ENHANCE_YOUR_CALM));
    end();
  }

  /** Tells the client once to use another connection; what it has begun is served. */
  private void leave() {
    if (!leaving) {
      leaving = true;
      var _ =
          link.channel()
              .writeAndFlush(
                  new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR)
                      .setExtraStreamIds(Integer.MAX_VALUE));
    }
  }

  /**
   * Says that nothing more is served and ends the output. What the client has sent meanwhile is
   * read: closing over it would make the system reset the last answer away.
   */
  private void close() {
    if (closing) {
      return;
    }
    closing = true;
    ClientTimeouts set = link.frontend().frontend().timeouts();
    Duration limit = set.clientFin().isZero() ? set.client() : set.clientFin();
    link.loop().deadlines().in(idle, limit.toNanos());
    var _ = link.channel().writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
    Outlet.end(link.channel());
  }

  /** Closes at once, with what is still open. */
  private void end() {
    link.loop().deadlines().remove(idle);
    var _ = link.channel().close();
  }

  /** Before the first request that of a request holds, afterwards that of keep-alive. */
  private void arm() {
    ClientTimeouts set = link.frontend().frontend().timeouts();
    Duration request = set.httpRequest().isZero() ? set.client() : set.httpRequest();
    boolean again = total > 0 && !set.httpKeepAlive().isZero();
    link.loop().deadlines().in(idle, (again ? set.httpKeepAlive() : request).toNanos());
  }

  @Override
  public int streams() {
    return streams.size();
  }

  @Override
  public int glitches() {
    return faults;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    // Frames about the connection: the codec has done what they ask for.
    ReferenceCountUtil.release(message);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (Codec.errorOf(cause) == Http2Error.INTERNAL_ERROR) {
      end();
    } else {
      fault();
    }
  }

  @Override
  public Welcome accepted() {
    throw new IllegalStateException("accepted before it spoke HTTP/2");
  }

  @Override
  public void opened() {
    throw new IllegalStateException("opened before it spoke HTTP/2");
  }

  @Override
  public void clientSent(ByteBuf data) {
    link.channel().pipeline().fireChannelRead(data);
  }

  @Override
  public void clientPaused() {}

  /** No more requests come, and those that are not whole never will be. */
  @Override
  public void clientEnded() {
    leaving = true;
    for (RequestStream stream : new ArrayList<>(streams)) {
      stream.clientEnded();
    }
    if (streams.isEmpty()) {
      end();
    }
  }

  @Override
  public void clientWritable() {}

  @Override
  public void renew() {
    if (streams.isEmpty() && link.renew()) {
      arm();
    }
  }

  @Override
  public void clientGone() {
    link.loop().deadlines().remove(idle);
    for (RequestStream stream : new ArrayList<>(streams)) {
      stream.gone();
    }
    session.clientGone();
  }

  @Override
  public void left() {
    session.left();
  }
}
