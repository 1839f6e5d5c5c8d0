package io.gatehouse.dataplane.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Xxh32Test {
  @ParameterizedTest
  @CsvSource({
    "'', 02cc5d05",
    "a, 550d7456",
    "abc, 32d153ff",
    "Nobody inspects the spammish repetition, e2293b2f"
  })
  void hashesAsPublished(String text, String expected) {
    assertThat(Xxh32.hash(text.getBytes(StandardCharsets.US_ASCII), 0))
        .isEqualTo(Integer.parseUnsignedInt(expected, 16));
  }
}
