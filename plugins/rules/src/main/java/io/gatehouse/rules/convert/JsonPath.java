package io.gatehouse.rules.convert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSONPath subset of {@code json_query}: {@code $.member[0].other}, a dot or a bracket in a
 * name behind a backslash.
 *
 * @param integer whether numbers come out as integers
 */
record JsonPath(List<Step> steps, boolean integer) {
  private static final long LARGEST = (1L << 53) - 1;

  /** A member's name, or an index where the name is empty. */
  record Step(String member, int index) {}

  JsonPath {
    steps = List.copyOf(steps);
  }

  static JsonPath parse(Arguments arguments) throws ArgumentException {
    String text = new String(arguments.next("a JSON path").getBytes(UTF_8), ISO_8859_1);
    if (!text.startsWith("$")) {
      throw arguments.error("a JSON path begins with '$'");
    }
    List<Step> steps = new ArrayList<>();
    int at = 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '.') {
        StringBuilder name = new StringBuilder();
        at = name(text, at + 1, name);
        steps.add(new Step(name.toString(), 0));
      } else if (c == '[') {
        int close = text.indexOf(']', at);
        steps.add(new Step("", index(text, at, close, arguments)));
        at = close + 1;
      } else {
        throw arguments.error("unexpected '" + c + "' in the JSON path");
      }
    }
    String output = ConverterFamily.optional(arguments, "'int'");
    if (!output.isEmpty() && !output.equals("int")) {
      throw arguments.unknown("output type", List.of("int"));
    }
    return new JsonPath(steps, !output.isEmpty());
  }

  private static int name(String text, int from, StringBuilder name) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
      at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
      name.append(text.charAt(at++));
    }
    return at;
  }

  private static int index(String text, int open, int close, Arguments arguments)
      throws ArgumentException {
    try {
      if (close > open) {
        return Integer.parseUnsignedInt(text.substring(open + 1, close));
      }
    } catch (NumberFormatException notANumber) {
      throw arguments.error("'" + text.substring(open, close + 1) + "' is not an index");
    }
    throw arguments.error("missing ']' in the JSON path");
  }

  /** Replaces the sample by the value; false where there is none, and for null and objects. */
  boolean apply(Sample sample) {
    JsonText json = new JsonText(sample);
    for (Step step : steps) {
      boolean found = step.member.isEmpty() ? json.enter(step.index) : json.enter(step.member);
      if (!found) {
        return false;
      }
    }
    int first = json.peek();
    int from = json.position();
    if (first == '"') {
      ByteSink sink = sample.sink();
      boolean read = json.text(sink);
      sample.takeSink(SampleType.STRING);
      return read && !sink.overflowed();
    }
    if (first == '{' || !json.skip()) {
      return false;
    }
    sample.setString(sample.bytes(), from, json.position() - from);
    return first == '[' || word(sample);
  }

  private boolean word(Sample sample) {
    String text = sample.text();
    return switch (text) {
      case "true", "false" -> sample.setBoolean(text.equals("true")) == sample;
      case "null" -> false;
      default -> integer ? whole(text, sample) : decimal(text, sample);
    };
  }

  private static boolean whole(String text, Sample sample) {
    int end = text.startsWith("-") ? 1 : 0;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    try {
      long value = Long.parseLong(text.substring(0, end));
      sample.setInteger(value);
      return Math.abs(value) <= LARGEST;
    } catch (NumberFormatException noNumber) {
      return false;
    }
  }

  /** As the C library's {@code %g} writes it: six digits, no zeros behind. */
  private static boolean decimal(String text, Sample sample) {
    try {
      BigDecimal value = new BigDecimal(text);
      sample.setText(value.signum() == 0 ? "0" : general(value));
      return true;
    } catch (ArithmeticException | NumberFormatException noNumber) {
      return false;
    }
  }

  private static String general(BigDecimal exact) {
    BigDecimal value = exact.round(new MathContext(6, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    int exponent = value.precision() - value.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return value.toPlainString();
    }
    String digits = value.unscaledValue().abs().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String sign = exponent < 0 ? "-" : "+";
    String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return (value.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + sign + power;
  }
}
