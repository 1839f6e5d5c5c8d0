package io.gatehouse.dataplane.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.dataplane.peers.RemotePeer.Status;
import io.gatehouse.dataplane.peers.wire.MalformedMessageException;
import io.gatehouse.dataplane.peers.wire.Message;
import io.gatehouse.dataplane.peers.wire.Varint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to another node.
 *
 * <pre>
 *   accepted ──► VERSION ──► HOST ──► PEER ──200──► MESSAGES ──► ENDED
 *   connected ──hello──► STATUS ──200──────────────────▲
 * </pre>
 *
 * <p>Confined to the feeding thread. What is not sent yet is bounded by the channel's marks, what
 * is not read yet by the largest message.
 */
final class PeerLink extends ByteToMessageDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(PeerLink.class);
  private static final String PROTOCOL = "HAProxyS ";
  private static final int LARGEST = 16_384;
  private static final int LENGTH_BYTES = 5;
  private static final int DECIMAL = 10;

  private final PeerGroup group;
  private final boolean initiator;
  private @Nullable RemotePeer peer;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Lessons lessons;
  private State state;
  private boolean old;

  /** What is awaited. The numbers are those that HAProxy's dumps show. */
  enum State {
    VERSION(1),
    HOST(2),
    PEER(3),
    STATUS(6),
    MESSAGES(7),
    ENDED(11);

    private final int number;

    State(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /**
   * @param peer whom this node has connected to; null where somebody has connected to it
   */
  PeerLink(PeerGroup group, @Nullable RemotePeer peer) {
    this.group = group;
    this.peer = peer;
    this.initiator = peer != null;
    this.state = peer == null ? State.VERSION : State.STATUS;
  }

  boolean established() {
    return state == State.MESSAGES;
  }

  State state() {
    return state;
  }

  @Nullable SocketAddress localAddress() {
    return context == null ? null : context.channel().localAddress();
  }

  @Nullable SocketAddress remoteAddress() {
    return context == null ? null : context.channel().remoteAddress();
  }

  boolean initiator() {
    return initiator;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    RemotePeer other = peer;
    if (other != null && state == State.STATUS) {
      other.status = Status.CONNECTED;
      String hello =
          PROTOCOL
              + (other.downgraded ? "2.0" : "2.1")
              + "\n%s\n%s %d 1\n"
                  .formatted(other.name, group.localName(), ProcessHandle.current().pid());
      var _ = ctx.writeAndFlush(Unpooled.copiedBuffer(hello, ISO_8859_1));
    }
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    switch (state) {
      case VERSION, HOST, PEER, STATUS -> {
        String line = line(in);
        if (line != null) {
          greeted(line);
        }
      }
      case MESSAGES -> message(in);
      case ENDED -> in.skipBytes(in.readableBytes());
    }
  }

  private @Nullable String line(ByteBuf in) {
    int length = in.bytesBefore((byte) '\n');
    if (length < 0) {
      if (in.readableBytes() > LARGEST) {
        end();
      }
      return null;
    }
    String line = in.readString(length, ISO_8859_1);
    in.skipBytes(1);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private void greeted(String line) {
    switch (state) {
      case VERSION -> version(line);
      case HOST -> {
        if (line.equals(group.localName())) {
          state = State.PEER;
        } else {
          refuse(Status.HOST);
        }
      }
      case PEER -> named(line);
      case STATUS -> answered(line);
      case MESSAGES, ENDED -> throw new IllegalStateException(line);
    }
  }

  private void version(String line) {
    if (!line.startsWith(PROTOCOL)) {
      refuse(Status.PROTOCOL);
    } else if (line.equals(PROTOCOL + "2.0") || line.equals(PROTOCOL + "2.1")) {
      old = line.endsWith("0");
      state = State.HOST;
    } else {
      refuse(Status.VERSION);
    }
  }

  private void named(String line) {
    int blank = line.indexOf(' ');
    if (blank < 0) {
      refuse(Status.PROTOCOL);
      return;
    }
    RemotePeer other = group.peer(line.substring(0, blank));
    if (other == null) {
      refuse(Status.PEER);
      return;
    }
    if (other.link != null && other.local) {
      refuse(Status.TRY_AGAIN);
      return;
    }
    if (other.link != null && other.link.asks() && group.precedes(other)) {
      end();
      return;
    }
    group.collide(other);
    other.downgraded = old;
    peer = other;
    other.link = this;
    say("200\n", false);
    begin(other);
  }

  /** Whether the other side is there and has been greeted, and has not answered yet. */
  private boolean asks() {
    return state == State.STATUS && context != null && context.channel().isActive();
  }

  private void answered(String line) {
    RemotePeer other = peer;
    if (other == null) {
      throw new IllegalStateException("nobody was asked");
    }
    int code = 0;
    for (int i = 0; i < line.length() && Character.isDigit(line.charAt(i)) && code < LARGEST; i++) {
      code = code * DECIMAL + line.charAt(i) - '0';
    }
    if (code == Status.ESTABLISHED.code()) {
      begin(other);
      return;
    }
    Status status = Status.of(code);
    LOG.debug("peers {}: {} answers {}", group.name(), other.name, line);
    other.lastHandshake = group.now();
    other.downgraded |= status == Status.VERSION;
    end();
    other.status = status;
  }

  private void begin(RemotePeer other) {
    state = State.MESSAGES;
    lessons = new Lessons(group, other);
    group.established(other);
    LOG.debug("peers {}: connected to {}", group.name(), other.name);
  }

  private void refuse(Status status) {
    say(status.code() + "\n", true);
  }

  private void say(String words, boolean last) {
    if (context != null) {
      var sent = context.writeAndFlush(Unpooled.copiedBuffer(words, ISO_8859_1));
      if (last) {
        state = State.ENDED;
        var _ = sent.addListener(ChannelFutureListener.CLOSE);
      }
    }
  }

  private void message(ByteBuf in) {
    int start = in.readerIndex();
    if (in.readableBytes() < 2) {
      return;
    }
    int about = in.readUnsignedByte();
    int type = in.readUnsignedByte();
    try {
      ByteBuf body = Unpooled.EMPTY_BUFFER;
      if (type >= Message.WITH_BODY) {
        int length = length(in);
        if (length > LARGEST) {
          fail(Message.SIZE_ERROR);
          return;
        }
        if (length < 0 || in.readableBytes() < length) {
          in.readerIndex(start);
          return;
        }
        body = in.readSlice(length);
      }
      heard(about, type, body);
    } catch (MalformedMessageException | IndexOutOfBoundsException malformed) {
      // The latter where a body ends before what it is to hold.
      LOG.info("peers {}: {}: {}", group.name(), peerName(), malformed.getMessage());
      fail(Message.PROTOCOL_ERROR);
    }
  }

  /** Bytes of the body; less than 0 when that is not known yet. */
  private static int length(ByteBuf in) throws MalformedMessageException {
    int available = Math.min(in.readableBytes(), LENGTH_BYTES);
    ByteBuf number = in.slice(in.readerIndex(), available);
    boolean whole = available == LENGTH_BYTES;
    for (int i = 0; i < available && !whole; i++) {
      int next = number.getUnsignedByte(i);
      whole = i == 0 ? next < 0xf0 : next < 0x80;
    }
    if (!whole) {
      return -1;
    }
    long length = Varint.read(number);
    in.skipBytes(number.readerIndex());
    return (int) Math.min(length, Integer.MAX_VALUE);
  }

  private void heard(int about, int type, ByteBuf body) throws MalformedMessageException {
    RemotePeer other = peer;
    Lessons teacher = lessons;
    if (other == null || teacher == null) {
      throw new IllegalStateException("nobody is there");
    }
    switch (about) {
      case Message.CONTROL -> teacher.control(type);
      case Message.TABLE -> teacher.table(type, body);
      case Message.RESERVED -> {
        fail(Message.PROTOCOL_ERROR);
        return;
      }
      // What a newer version says, or that it goes: it closes the connection then.
      default -> LOG.debug("peers {}: message {} of class {}", group.name(), type, about);
    }
    other.alive = true;
  }

  private String peerName() {
    return peer == null ? "somebody" : peer.name;
  }

  private void fail(int error) {
    if (peer != null) {
      peer.tally.protocolErrors++;
    }
    if (context != null) {
      ByteBuf farewell = context.alloc().buffer(2);
      Message.write(farewell, Message.ERROR, error);
      var _ = context.writeAndFlush(farewell).addListener(ChannelFutureListener.CLOSE);
    }
    ended();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    super.channelReadComplete(ctx);
    pump();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    pump();
  }

  /** Says that this node is there. */
  void beat() {
    if (context != null) {
      ByteBuf message = context.alloc().buffer(2);
      Message.write(message, Message.CONTROL, Message.HEARTBEAT);
      var _ = context.writeAndFlush(message);
    }
  }

  /** Sends what there is to be said, as far as the other side takes it. */
  void pump() {
    ChannelHandlerContext there = context;
    Lessons teacher = lessons;
    if (there == null || teacher == null || state != State.MESSAGES) {
      return;
    }
    boolean more = true;
    while (more && there.channel().isWritable()) {
      ByteBuf batch = there.alloc().buffer(LARGEST);
      more = teacher.speak(batch);
      if (batch.isReadable()) {
        var _ = there.writeAndFlush(batch);
      } else {
        batch.release();
      }
    }
  }

  /** Closes the connection. */
  void end() {
    ended();
    if (context != null) {
      var _ = context.close();
    }
  }

  private void ended() {
    if (state != State.ENDED) {
      state = State.ENDED;
      RemotePeer other = peer;
      if (other != null && this.equals(other.link)) {
        group.lost(other);
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    super.channelInactive(ctx);
    ended();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("peers {}: {}", group.name(), cause.toString());
    end();
  }
}
