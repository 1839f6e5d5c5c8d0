package io.gatehouse.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSinkTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 7, 10, -1, 99, 100, 1234567890123L, Long.MAX_VALUE, Long.MIN_VALUE})
  void writesNumbersAsJavaDoes(long number) {
    assertThat(new ByteSink(64).add(number).text()).isEqualTo(Long.toString(number));
  }

  @Test
  void dropsWhatExceedsTheCeilingAndSaysSo() {
    ByteSink sink = new ByteSink(5);

    sink.add("abcdefgh");

    assertThat(sink.text()).isEqualTo("abcde");
    assertThat(sink.overflowed()).isTrue();
  }
}
