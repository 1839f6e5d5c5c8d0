package io.gatehouse.dataplane.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.dataplane.http.HeadPool;
import io.gatehouse.dataplane.http.HeadRules;
import io.gatehouse.dataplane.http.Method;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ResponseFramesPropertiesTest {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nX-A: b\r\nTransfer-Encoding: chunked\r\nKeep-Alive: 5\r\n\r\n";

  /** Frames, as text. */
  private final StringBuilder seen = new StringBuilder();

  private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
  private final ChannelHandlerContext context = channel.pipeline().lastContext();
  private final HeadPool heads = new HeadPool(HeadRules.DEFAULT);

  private void write(ResponseFrames frames, String text) {
    ByteBuf bytes = Unpooled.copiedBuffer(text, ISO_8859_1);
    frames.write(context, bytes, context.newPromise());
    channel.flush();
    for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      switch (out) {
        case Http2HeadersFrame head ->
            seen.append(head.headers().size()).append(head.isEndStream() ? "|" : ":");
        case Http2DataFrame data ->
            seen.append(data.content().toString(ISO_8859_1)).append(data.isEndStream() ? "|" : "");
        default -> throw new AssertionError(out);
      }
      ReferenceCountUtil.release(out);
    }
    assertThat(bytes.refCnt()).isZero();
  }

  /** However the bytes of a chunked body are cut, the frames hold its data and its trailers. */
  @Property(tries = 500)
  void chunksBecomeData(
      @ForAll @Size(min = 0, max = 6) List<@IntRange(min = 1, max = 40) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 50) int cut) {
    StringBuilder body = new StringBuilder();
    StringBuilder data = new StringBuilder();
    for (int size : sizes) {
      String part = "d".repeat(size);
      data.append(part);
      body.append(Integer.toHexString(size)).append(";x=1\r\n").append(part).append("\r\n");
    }
    body.append("0\r\nX-T:  v\r\n\r\n");
    seen.setLength(0);
    ResponseFrames frames = new ResponseFrames(heads, Method.GET, () -> false);
    write(frames, HEAD);
    for (int at = 0; at < body.length(); at += cut) {
      write(frames, body.substring(at, Math.min(body.length(), at + cut)));
    }
    assertThat(seen).hasToString("2:" + data + "1|");
    assertThat(frames.ended()).isTrue();
  }

  @Example
  void anAnswerToHeadHasNoDataWhateverAServerSends() {
    ResponseFrames frames = new ResponseFrames(heads, Method.HEAD, () -> false);
    write(frames, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
    write(frames, "more");
    assertThat(seen).hasToString("2|");
  }

  @Example
  void interimResponsesComeFirst() {
    ResponseFrames frames = new ResponseFrames(heads, Method.GET, () -> false);
    write(frames, "HTTP/1.1 100 Continue\r\n\r\n");
    assertThat(frames.begun()).isFalse();
    write(frames, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    assertThat(seen).hasToString("1:2:ok|");
  }

  @Example
  void nothingButClosingEndsABodyOfUnknownLength() {
    ResponseFrames frames = new ResponseFrames(heads, Method.GET, () -> false);
    write(frames, "HTTP/1.1 200 OK\r\n\r\nabc");
    assertThat(frames.endsWithClose()).isTrue();
    assertThat(frames.ended()).isFalse();
    assertThat(frames.last().isEndStream()).isTrue();
    assertThat(frames.ended()).isTrue();
  }
}
