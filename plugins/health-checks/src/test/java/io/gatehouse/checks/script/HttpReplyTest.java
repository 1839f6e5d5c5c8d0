package io.gatehouse.checks.script;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpReplyTest {
  private static Optional<HttpReply> parse(String text) {
    return HttpReply.parse(text.getBytes(ISO_8859_1), false);
  }

  @Test
  void aBodyIsCompleteWithItsLength() {
    String head = "HTTP/1.1 200 Fine\r\nContent-Length: 5\r\n\r\n";

    assertThat(parse(head + "hel").orElseThrow().complete()).isFalse();
    HttpReply whole = parse(head + "hello").orElseThrow();
    assertThat(whole.complete()).isTrue();
    assertThat(whole.body()).isEqualTo("hello");
    assertThat(whole.reason()).isEqualTo("Fine");
  }

  @Test
  void chunksAreJoinedAsFarAsTheyCame() {
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    assertThat(parse(head + "2\r\nhe\r\n3;x=y\r\nl").orElseThrow().body()).isEqualTo("hel");
    HttpReply whole = parse(head + "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n").orElseThrow();
    assertThat(whole.body()).isEqualTo("hello");
    assertThat(whole.complete()).isTrue();
  }

  @Test
  void statusesWithoutABodyAreComplete() {
    assertThat(parse("HTTP/1.1 204 None\r\n\r\n").orElseThrow().complete()).isTrue();
    assertThat(parse("HTTP/1.0 200 OK\r\n\r\n").orElseThrow().complete()).isFalse();
  }

  @Test
  void nothingElseIsAResponse() {
    assertThat(parse("junk\r\n\r\n")).isEmpty();
    assertThat(parse("HTTP/1.1 2x0 OK\r\n\r\n")).isEmpty();
    assertThat(parse("HTTP/1.1 200 OK\r\nHalf: a he")).isEmpty();
  }
}
