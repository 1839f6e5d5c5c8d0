package io.gatehouse.dataplane.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkDecoderTest {
  private final ChunkDecoder decoder = new ChunkDecoder(HeadRules.DEFAULT);

  private ScanResult scan(String text) {
    return decoder.begin().scan(Unpooled.copiedBuffer(text, ISO_8859_1));
  }

  @Test
  void findsTheEndAndLeavesTheRest() {
    String body = "5\r\nhello\r\n0A ;x=\"a;\\\"b\"\r\n0123456789\r\n0\r\nT: 1\r\n\r\n";
    assertThat(scan(body + "GET / HTTP/1.1\r\n")).isEqualTo(ScanResult.COMPLETE);
    assertThat(decoder.taken()).isEqualTo(body.length());
    assertThat(decoder.payload()).isEqualTo(15);
  }

  @Test
  void keepsItsPlaceBetweenBuffers() {
    String body = "5\r\nhello\r\n0\r\n\r\n";
    decoder.begin();
    for (int i = 0; i < body.length() - 1; i++) {
      ByteBuf one = Unpooled.copiedBuffer(body.substring(i, i + 1), ISO_8859_1);
      assertThat(decoder.scan(one)).isEqualTo(ScanResult.NEED_MORE);
      assertThat(decoder.taken()).isEqualTo(1);
    }
    assertThat(decoder.scan(Unpooled.copiedBuffer("\n", ISO_8859_1)))
        .isEqualTo(ScanResult.COMPLETE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\\r\\n|CHUNK_SIZE",
        "-1\\r\\n|CHUNK_SIZE",
        "0x5\\r\\n|CHUNK_SIZE",
        "5\\n|CHUNK_SIZE",
        "5\\rX|CHUNK_SIZE",
        "g\\r\\n|CHUNK_SIZE",
        "10000000000000\\r\\n|CHUNK_SIZE",
        "5;a=\"\\r\\n|CHUNK_EXTENSION",
        "5;a\\n|CHUNK_EXTENSION",
        "5;\\\\a\\r\\n|CHUNK_EXTENSION",
        "1\\r\\naXX|CHUNK_END",
        "1\\r\\na\\n|CHUNK_END",
        "0\\r\\n\\n|TRAILER",
        "0\\r\\nA b: c\\r\\n|TRAILER",
        "0\\r\\n: c\\r\\n|TRAILER",
        "0\\r\\nA: b\\n|TRAILER",
        "0\\r\\nA: b\\r\\n c\\r\\n|TRAILER"
      })
  void refusesWhatCouldBeReadInTwoWays(String escaped, ScanError expected) {
    String text = escaped.replace("\\\\", "\u0001").replace("\\r", "\r").replace("\\n", "\n");
    assertThat(scan(text.replace('\u0001', '\\'))).isEqualTo(ScanResult.ERROR);
    assertThat(decoder.error()).isEqualTo(expected);
  }

  @Test
  void endlessExtensionsAndTrailersMeetACeiling() {
    assertThat(scan("5;" + "x".repeat(20_000))).isEqualTo(ScanResult.ERROR);
    assertThat(scan("0\r\n" + "a: b\r\n".repeat(4_000))).isEqualTo(ScanResult.ERROR);
    assertThat(decoder.error()).isEqualTo(ScanError.TRAILERS_TOO_LARGE);
  }
}
