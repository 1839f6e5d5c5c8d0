package io.gatehouse.api.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleTest {
  private final Sample sample = new Sample(1024);

  private Sample text(String text) {
    return sample.setString(text.getBytes(ISO_8859_1), 0, text.length());
  }

  @ParameterizedTest
  @CsvSource({
    "12, 12",
    "-3x, -3",
    "abc, 0",
    "99999999999999999999, 9223372036854775807",
    "-99999999999999999999, -9223372036854775808"
  })
  void leadingDigitsOfATextAreItsNumber(String text, long number) {
    assertThat(text(text).cast(SampleType.INTEGER)).isTrue();
    assertThat(sample.integer()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "::, ::",
    "::1, ::1",
    "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0",
    "1:2:3:4:5:6::, 1:2:3:4:5:6::",
    "::ffff:1.2.3.4, ::ffff:1.2.3.4"
  })
  void addressesArePrintedAsTheSystemDoes(String text, String printed) {
    assertThat(text(text).cast(SampleType.ADDRESS)).isTrue();
    assertThat(sample.cast(SampleType.STRING)).isTrue();
    assertThat(sample.text()).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({"1.2.3", "1.2.3.4.5", "256.1.1.1", "1..2.3", "example.org", "1:2", "1.2.3.0004"})
  void otherTextsAreNoAddresses(String text) {
    assertThat(text(text).cast(SampleType.ADDRESS)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"::ffff:9.8.7.6, 9.8.7.6", "::9.8.7.6, 9.8.7.6", "2002:0908:0706::1, 9.8.7.6"})
  void someIpv6AddressesHoldAnIpv4Address(String text, String v4) {
    assertThat(text(text).cast(SampleType.IPV6)).isTrue();
    assertThat(sample.cast(SampleType.IPV4)).isTrue();
    assertThat(sample.cast(SampleType.STRING)).isTrue();
    assertThat(sample.text()).isEqualTo(v4);
  }

  @Test
  void aZeroByteEndsTheTextOfABinary() {
    sample.setBinary(new byte[] {'a', 'b', 0, 'c'}, 0, 4);

    assertThat(sample.cast(SampleType.STRING)).isTrue();
    assertThat(sample.text()).isEqualTo("ab");
  }

  @Test
  void aTextIsNoBinaryNumber() {
    sample.setBinary(new byte[] {'1'}, 0, 1);

    assertThat(sample.cast(SampleType.INTEGER)).isFalse();
  }
}
