package io.gatehouse.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadingNumberTest {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "5,5",
        "-5,-5",
        "+7,7",
        "  12 and more,12",
        "0x1f,31",
        "0X1F,31",
        "017,15",
        "0,0",
        "08,0",
        "0x,0",
        "no number,0",
        "'',0",
        "-,0",
        "2147483647,2147483647",
        "-2147483648,-2147483648",
        "3.9,3"
      })
  void isReadAsStrtolReadsIt(String text, int number) {
    assertThat(LeadingNumber.in(text)).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483649", "-2147483649", "99999999999999999999"})
  void whatDoesNotFitIsNone(String text) {
    assertThat(LeadingNumber.in(text)).isEmpty();
  }
}
