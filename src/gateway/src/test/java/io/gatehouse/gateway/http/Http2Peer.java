package io.gatehouse.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One end of a connection of HTTP/2 that may break every rule: frames go out as they are asked for,
 * and what comes is written down. Blocking; one thread.
 */
public final class Http2Peer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  private final Socket socket;
  private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
  private final ChannelHandlerContext context = channel.pipeline().lastContext();
  private final DefaultHttp2FrameWriter writer =
      new DefaultHttp2FrameWriter(Http2HeadersEncoder.NEVER_SENSITIVE, true);
  private final DefaultHttp2FrameReader reader = new DefaultHttp2FrameReader(false);
  private final Map<Integer, Stream> streams = new TreeMap<>();
  private final List<Integer> settings = new ArrayList<>();
  private final ByteBuf received = Unpooled.buffer();
  private String farewell = "";
  private boolean generous = true;
  private boolean ended;

  /** What came on a stream. */
  private static final class Stream {
    private final StringBuilder text = new StringBuilder();
    private boolean over;
    private boolean taken;
  }

  private final class Listener extends Http2FrameAdapter {
    @Override
    public void onHeadersRead(
        ChannelHandlerContext ignored, int id, Http2Headers headers, int padding, boolean end) {
      Stream stream = stream(id);
      stream.text.append(stream.text.isEmpty() ? "" : "\n").append('[');
      headers.forEach(
          field -> {
            if (!field.getKey().toString().equals("date")) {
              stream.text.append(field.getKey()).append('=').append(field.getValue()).append(' ');
            }
          });
      stream.text.append(']').append(end ? "END" : "");
      stream.over |= end;
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext ignored, int id, ByteBuf data, int padding, boolean end) {
      Stream stream = stream(id);
      stream.text.append(data.toString(ISO_8859_1)).append(end ? "END" : "");
      stream.over |= end;
      int size = data.readableBytes();
      if (size > 0 && generous) {
        var _ = writer.writeWindowUpdate(context, 0, size, context.newPromise());
        if (!end) {
          var _ = writer.writeWindowUpdate(context, id, size, context.newPromise());
        }
      }
      return size + padding;
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext ignored, int id, long code) {
      Stream stream = stream(id);
      stream.text.append("RST ").append(code);
      stream.over = true;
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext ignored, int last, long code, ByteBuf debug) {
      farewell = "GOAWAY " + code;
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext ignored, Http2Settings sent) {
      settings.add(sent.size());
      var _ = writer.writeSettingsAck(context, context.newPromise());
    }
  }

  private Http2Peer(Socket socket) {
    this.socket = socket;
  }

  /** Connects and sends the preface with empty settings. */
  static Http2Peer connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    Http2Peer client = new Http2Peer(socket);
    var _ = client.context.write(Http2CodecUtil.connectionPrefaceBuf());
    return client.settings(new Http2Settings());
  }

  /** The server's end of a connection that was accepted; reads the preface. */
  static Http2Peer accept(Socket socket, Http2Settings settings) throws IOException {
    socket.setTcpNoDelay(true);
    byte[] preface = socket.getInputStream().readNBytes(PREFACE.length());
    if (!new String(preface, ISO_8859_1).equals(PREFACE)) {
      throw new IOException("not the preface: " + new String(preface, ISO_8859_1));
    }
    return new Http2Peer(socket).settings(settings);
  }

  private Http2Peer settings(Http2Settings told) throws IOException {
    var _ = writer.writeSettings(context, told, context.newPromise());
    return flush();
  }

  /** The client gives no credit for what it receives. */
  Http2Peer stingy() {
    generous = false;
    return this;
  }

  private Stream stream(int id) {
    return streams.computeIfAbsent(id, _ -> new Stream());
  }

  /** Sends HEADERS; names and values alternate. */
  public Http2Peer headers(int id, boolean end, String... fields) throws IOException {
    Http2Headers headers = new DefaultHttp2Headers(false);
    for (int i = 0; i < fields.length; i += 2) {
      headers.add(fields[i], fields[i + 1]);
    }
    var _ = writer.writeHeaders(context, id, headers, 0, end, context.newPromise());
    return flush();
  }

  /** A complete GET. */
  Http2Peer get(int id, String path) throws IOException {
    return headers(
        id, true, ":method", "GET", ":scheme", "http", ":authority", "h.test", ":path", path);
  }

  public Http2Peer data(int id, String text, boolean end) throws IOException {
    ByteBuf bytes = Unpooled.copiedBuffer(text, ISO_8859_1);
    var _ = writer.writeData(context, id, bytes, 0, end, context.newPromise());
    return flush();
  }

  public Http2Peer reset(int id, long code) throws IOException {
    var _ = writer.writeRstStream(context, id, code, context.newPromise());
    return flush();
  }

  /** Says that streams beyond this one are not served. */
  Http2Peer leave(int last, long code) throws IOException {
    var _ = writer.writeGoAway(context, last, code, Unpooled.EMPTY_BUFFER, context.newPromise());
    return flush();
  }

  Http2Peer ping() throws IOException {
    var _ = writer.writePing(context, false, 1, context.newPromise());
    return flush();
  }

  private Http2Peer flush() throws IOException {
    channel.flush();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      try {
        out.readBytes(socket.getOutputStream(), out.readableBytes());
      } finally {
        out.release();
      }
    }
    socket.getOutputStream().flush();
    return this;
  }

  /** All that comes on the stream until it ends; the connection's end is one too. */
  String answer(int id) throws IOException {
    Stream stream = stream(id);
    while (!stream.over && read()) {
      flush();
    }
    return stream.text + (stream.over ? "" : " closed");
  }

  /** The next stream whose message is complete; 0 at the end of the connection. */
  int next() throws IOException {
    do {
      for (Map.Entry<Integer, Stream> stream : streams.entrySet()) {
        if (stream.getValue().over && !stream.getValue().taken) {
          stream.getValue().taken = true;
          return stream.getKey();
        }
      }
      flush();
    } while (read());
    return 0;
  }

  /** What has come on the stream so far. */
  String text(int id) {
    return stream(id).text.toString();
  }

  /** Reads until the stream has received this. */
  Http2Peer await(int id, String text) throws IOException {
    Stream stream = stream(id);
    while (stream.text.indexOf(text) < 0 && read()) {
      flush();
    }
    return this;
  }

  /** Reads to the end of the connection, which may be a reset: what is sent late meets nobody. */
  String farewell() throws IOException {
    try {
      while (read()) {
        flush();
      }
    } catch (SocketException reset) {
      if (farewell.isEmpty()) {
        throw reset;
      }
    }
    return farewell;
  }

  private boolean read() throws IOException {
    byte[] bytes = new byte[16_384];
    int size = ended ? -1 : socket.getInputStream().read(bytes);
    if (size < 0) {
      ended = true;
      return false;
    }
    received.discardReadBytes().writeBytes(bytes, 0, size);
    try {
      // It takes what is whole, and remembers how far it came.
      reader.readFrame(context, received, new Listener());
    } catch (Http2Exception nonsense) {
      throw new IOException(nonsense);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    reader.close();
    writer.close();
    received.release();
    boolean _ = channel.finishAndReleaseAll();
  }
}
