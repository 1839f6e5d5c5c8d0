package io.gatehouse.rules.convert;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.util.List;

/** JSON: escaping text for it, and reading values out of it. */
public final class JsonConverters extends ConverterFamily {
  private static final SampleType TEXT = SampleType.STRING;

  public JsonConverters() {
    with("json", JsonConverters::escape);
    with("json_query", a -> new Query(JsonPath.parse(a)));
  }

  private static Converter escape(Arguments arguments) throws ArgumentException {
    String word = optional(arguments, "an encoding");
    return switch (word) {
      case "", "ascii" -> new Escape(false, false, false);
      case "utf8" -> new Escape(true, false, false);
      case "utf8s" -> new Escape(true, true, false);
      case "utf8p" -> new Escape(true, false, true);
      case "utf8ps" -> new Escape(true, true, true);
      default ->
          throw arguments.unknown("encoding", List.of("ascii", "utf8", "utf8s", "utf8p", "utf8ps"));
    };
  }

  record Query(JsonPath path) implements Converter {
    @Override
    public SampleType input() {
      return TEXT;
    }

    @Override
    public SampleType output() {
      return SampleType.ANY;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      return path.apply(sample);
    }
  }

  /**
   * What may stand between the quotes of a JSON string.
   *
   * @param skip whether what is not UTF-8 is left out rather than ending the expression
   * @param permissive whether overlong forms and surrogates pass
   */
  record Escape(boolean utf8, boolean skip, boolean permissive) implements Converter {
    @Override
    public SampleType input() {
      return TEXT;
    }

    @Override
    public SampleType output() {
      return TEXT;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      ByteSink sink = sample.sink();
      int at = sample.offset();
      int end = at + sample.length();
      while (at < end) {
        int c = sample.bytes()[at] & 0xff;
        int size = 1;
        if (utf8) {
          Utf8 next = Utf8.read(sample.bytes(), at, end);
          size = next.size();
          c = next.usable(permissive) && next.codePoint() <= 0xffff ? next.codePoint() : -1;
        }
        if (c < 0 && !skip) {
          return false;
        }
        if (c >= 0) {
          put(c, sink);
        }
        at += size;
      }
      sample.takeSink(TEXT);
      return !sink.overflowed();
    }

    private static void put(int c, ByteSink out) {
      String shorthand =
          switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '/' -> "\\/";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> "";
          };
      if (!shorthand.isEmpty()) {
        out.add(shorthand);
      } else if (c >= ' ' && c < 127) {
        out.add((byte) c);
      } else {
        out.add("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.add((byte) Character.forDigit(c >> shift & 15, 16));
        }
      }
    }
  }

  /** One code point, and whether it was written as it may be. */
  private record Utf8(int codePoint, int size, boolean wellFormed, boolean canonical) {

    boolean usable(boolean permissive) {
      return wellFormed && (permissive || canonical);
    }

    static Utf8 read(byte[] bytes, int from, int end) {
      int first = bytes[from] & 0xff;
      if (first < 0x80) {
        return new Utf8(first, 1, true, true);
      }
      int more = Integer.numberOfLeadingZeros(~(first << 24)) - 1;
      if (more < 1 || more > 3) {
        return new Utf8(first, 1, false, false);
      }
      int value = first & 0x3f >> more;
      int at = from + 1;
      while (at < end && at <= from + more && (bytes[at] & 0xc0) == 0x80) {
        value = value << 6 | bytes[at++] & 0x3f;
      }
      boolean whole = at == from + more + 1;
      int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
      boolean surrogate = value >= 0xd800 && value <= 0xdfff;
      return new Utf8(value, at - from, whole, value >= least && !surrogate && value <= 0x10ffff);
    }
  }
}
