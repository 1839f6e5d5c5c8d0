package io.gatehouse.dataplane.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Fuzz targets, see docs/fuzzing.md. Any bytes may come: nothing throws, nothing is read or kept
 * beyond the ceilings, the way of cutting does not matter, and what goes out is accepted again.
 */
class HttpFuzzTest {
  private static final HeadPool POOL = new HeadPool(HeadRules.DEFAULT);

  @FuzzTest(maxDuration = "60s")
  void requestHead(byte[] data) {
    RequestMessage whole = POOL.takeRequest(false);
    RequestMessage pieces = POOL.takeRequest(false);
    RequestMessage again = POOL.takeRequest(false);
    check(data, whole, pieces, again);
    POOL.give(whole);
    POOL.give(pieces);
    POOL.give(again);
  }

  @FuzzTest(maxDuration = "60s")
  void responseHead(byte[] data) {
    ResponseMessage whole = POOL.takeResponse(Method.GET, false);
    ResponseMessage pieces = POOL.takeResponse(Method.GET, false);
    ResponseMessage again = POOL.takeResponse(Method.GET, false);
    check(data, whole, pieces, again);
    POOL.give(whole);
    POOL.give(pieces);
    POOL.give(again);
  }

  @FuzzTest(maxDuration = "60s")
  void chunkedBody(byte[] data) {
    ChunkDecoder whole = new ChunkDecoder(HeadRules.DEFAULT);
    ScanResult expected = whole.scan(Unpooled.wrappedBuffer(data));
    assertThat(whole.taken()).isBetween(0, data.length);
    ChunkDecoder pieces = new ChunkDecoder(HeadRules.DEFAULT);
    ScanResult result = ScanResult.NEED_MORE;
    int taken = 0;
    for (int at = 0; at < data.length && result == ScanResult.NEED_MORE; at++) {
      result = pieces.scan(Unpooled.wrappedBuffer(data, at, 1));
      taken += pieces.taken();
    }
    assertThat(result).isEqualTo(expected);
    assertThat(taken).isEqualTo(whole.taken());
    assertThat(pieces.error()).isEqualTo(whole.error());
  }

  private static void check(byte[] data, Message whole, Message pieces, Message again) {
    ByteBuf in = Unpooled.wrappedBuffer(data);
    ScanResult expected = whole.feed(in);
    ScanResult result = ScanResult.NEED_MORE;
    for (int at = 0; at < data.length && result == ScanResult.NEED_MORE; at++) {
      result = pieces.feed(Unpooled.wrappedBuffer(data, at, 1));
    }
    assertThat(result).isEqualTo(expected);
    assertThat(pieces.error()).isEqualTo(whole.error());
    if (expected == ScanResult.COMPLETE) {
      ByteBuf out = Unpooled.buffer();
      whole.writeTo(out);
      ByteBuf twice = Unpooled.buffer();
      assertThat(again.feed(out.duplicate())).isEqualTo(ScanResult.COMPLETE);
      again.writeTo(twice);
      assertThat(twice).isEqualTo(out);
      assertThat(again.framing()).isEqualTo(whole.framing());
    }
  }
}
