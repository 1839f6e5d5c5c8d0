package io.gatehouse.dataplane.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class ResponseMessageTest {
  private final ResponseMessage response =
      new HeadPool(HeadRules.DEFAULT).takeResponse(Method.GET, false);

  private ScanResult feed(Method asked, String text) {
    return response.begin(asked, false).feed(Unpooled.copiedBuffer(text, ISO_8859_1));
  }

  private Framing framing(Method asked, String text) {
    assertThat(feed(asked, text)).isEqualTo(ScanResult.COMPLETE);
    return response.framing();
  }

  private String written() {
    ByteBuf out = Unpooled.buffer();
    response.writeTo(out);
    return out.toString(ISO_8859_1);
  }

  @Test
  void theEndOfTheBodyDependsOnRequestStatusAndFields() {
    String length = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n";
    assertThat(framing(Method.GET, length)).isEqualTo(Framing.LENGTH);
    assertThat(framing(Method.HEAD, length)).isEqualTo(Framing.NONE);
    assertThat(framing(Method.CONNECT, length)).isEqualTo(Framing.TUNNEL);
    assertThat(framing(Method.GET, "HTTP/1.1 200 OK\r\n\r\n")).isEqualTo(Framing.CLOSE);
    assertThat(framing(Method.GET, "HTTP/1.1 304 N\r\nContent-Length: 9\r\n\r\n"))
        .isEqualTo(Framing.NONE);
    assertThat(framing(Method.GET, "HTTP/1.1 101 S\r\n\r\n")).isEqualTo(Framing.TUNNEL);
    assertThat(framing(Method.GET, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"))
        .isEqualTo(Framing.CHUNKED);
  }

  @Test
  void aHeadAloneKeepsTheAnnouncedLengthForHeadAnd304() {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n";
    feed(Method.HEAD, head);
    assertThat(written()).isEqualTo(head);
    feed(Method.GET, "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\nA: 1\r\n\r\n");
    assertThat(written()).isEqualTo("HTTP/1.1 204 No Content\r\nA: 1\r\n\r\n");
  }

  @Test
  void interimResponsesAreNotFinal() {
    feed(Method.GET, "HTTP/1.1 100 Continue\r\n\r\n");
    assertThat(response.interim()).isTrue();
    feed(Method.GET, "HTTP/1.1 101 Switching Protocols\r\n\r\n");
    assertThat(response.interim()).isFalse();
  }

  @Test
  void aMissingReasonIsFilledIn() {
    feed(Method.GET, "HTTP/1.1 404\r\nA: 1\r\n\r\n");
    assertThat(written()).isEqualTo("HTTP/1.1 404 Not Found\r\nA: 1\r\n\r\n");
  }

  @Test
  void theStatusLineCanBeReplaced() {
    feed(Method.GET, "HTTP/1.1 200 OK\r\nA: 1\r\n\r\n");
    byte[] reason = "Gone Fishing".getBytes(ISO_8859_1);
    assertThat(response.status(410, reason, 0, reason.length)).isTrue();
    assertThat(written()).isEqualTo("HTTP/1.1 410 Gone Fishing\r\nA: 1\r\n\r\n");
    assertThat(response.status(503, reason, 0, 0)).isTrue();
    assertThat(written()).isEqualTo("HTTP/1.1 503 Service Unavailable\r\nA: 1\r\n\r\n");
  }
}
