package io.gatehouse.dataplane.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.SmugglingTable;
import io.gatehouse.testkit.SmugglingTable.Case;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SmugglingTest {
  private final HeadPool pool = new HeadPool(HeadRules.DEFAULT);

  static List<Case> requests() {
    return SmugglingTable.requests();
  }

  static List<Case> responses() {
    return SmugglingTable.responses();
  }

  @Test
  void theTableIsLargeEnoughToMean() {
    assertThat(requests().size() + responses().size()).isGreaterThanOrEqualTo(140);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requestMeetsItsVerdict(Case sample) {
    RequestMessage request = pool.takeRequest(false);
    ByteBuf in = Unpooled.copiedBuffer(sample.send(), ISO_8859_1);

    ScanError error = error(request, in);

    String status = error == ScanError.NONE ? "forward" : Integer.toString(error.status());
    assertThat(status).as(error.words()).isEqualTo(sample.verdict());
    assertForwarded(sample, request);
  }

  @ParameterizedTest
  @MethodSource("responses")
  void responseMeetsItsVerdict(Case sample) {
    Method asked = Method.valueOf(sample.ask());
    ResponseMessage response = pool.takeResponse(asked, false);
    ByteBuf in = Unpooled.copiedBuffer(sample.send(), ISO_8859_1);

    ScanError error = sample.send().isEmpty() ? ScanError.START : error(response, in);

    assertThat(error == ScanError.NONE ? "forward" : "502")
        .as(error.words())
        .isEqualTo(sample.verdict());
    assertForwarded(sample, response);
  }

  private static ScanError error(Message message, ByteBuf in) {
    ScanResult result = message.feed(in);
    if (result == ScanResult.COMPLETE && message.framing() == Framing.CHUNKED) {
      ChunkDecoder decoder = new ChunkDecoder(HeadRules.DEFAULT);
      assertThat(decoder.scan(in)).isNotEqualTo(ScanResult.NEED_MORE);
      return decoder.error();
    }
    assertThat(result).isNotEqualTo(ScanResult.NEED_MORE);
    return message.error();
  }

  private static void assertForwarded(Case sample, Message message) {
    if (sample.forwards()) {
      ByteBuf out = Unpooled.buffer();
      message.writeTo(out);
      assertThat(SmugglingTable.comparable(out.toString(ISO_8859_1)))
          .isEqualTo(SmugglingTable.comparable(sample.forwarded()));
    }
  }
}
