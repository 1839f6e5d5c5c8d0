package io.gatehouse.rules.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.rules.FakeExchange;
import io.gatehouse.rules.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFormatTest {
  private static String written(String format, Format.Use use) throws ArgumentException {
    FakeExchange exchange =
        FakeExchange.of("GET /a?b=\"c HTTP/1.1\nHost: h\n")
            .with("frontend", "fe")
            .with("status", 200)
            .with("terminationState", 'C' | 'D' << 8 | '-' << 16 | 'N' << 24)
            .with("acceptDate", 1_000_000_123L);
    ByteSink sink = new ByteSink(1024);
    Words.format(format, use).write(exchange.control(), new Sample(1024), sink);
    return sink.text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "%ci:%cp | 10.1.2.3:4711",
        "%ft %b/%s | fe fe/<NOSRV>",
        "%ST %ts %tsc | 200 CD CD-N",
        "%{+Q}r | \"GET /a?b=#22c HTTP/1.1\"",
        "%{+Q}o %HM %{-Q}HV | \"GET\" HTTP/1.1",
        "%HP%HQ | /a?b=#22c",
        "%sslv/%sslc %[ssl_fc_sni] %[ssl_c_verify] | -/- - -",
        "a   %hr   %hs b%% | a b%",
        "%CC %[req.hdr(none)] %{+Q}[req.hdr(none)] | - - \"\"",
        "%Ts%ms %T | 1000000123 12/Jan/1970:13:46:40 +0000",
        "%{+X}cp | 1267",
        "%{+E}[str('a]b')] | a\\]b"
      })
  void writesAliasesAndExpressions(String format, String expected) throws ArgumentException {
    assertThat(written(format, Format.Use.LOG)).isEqualTo(expected);
  }

  @Test
  void forHttpWhiteSpaceStaysAndControlsAreEscaped() throws ArgumentException {
    assertThat(written("a  b %[str(\"x\ny\")] %[req.hdr(none)]!", Format.Use.HTTP))
        .isEqualTo("a  b x%0Ay !");
  }

  @Test
  void anUnknownAliasIsRefused() {
    assertThatThrownBy(() -> written("a %zz", Format.Use.LOG))
        .hasMessageContaining("unknown log-format alias '%zz'");
    assertThatThrownBy(() -> written("%[src", Format.Use.LOG)).hasMessageContaining("missing ']'");
    assertThatThrownBy(() -> written("%{+json}r", Format.Use.LOG))
        .hasMessageContaining("not supported");
  }

  @Test
  void aTextWithoutItemsIsConstant() throws ArgumentException {
    assertThat(Words.format("100%% a", Format.Use.HTTP).constant()).isTrue();
    assertThat(Words.format("%ci", Format.Use.HTTP).constant()).isFalse();
  }
}
