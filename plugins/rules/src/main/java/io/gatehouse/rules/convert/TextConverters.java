package io.gatehouse.rules.convert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Texts and their encodings. */
public final class TextConverters extends ConverterFamily {
  private static final SampleType TEXT = SampleType.STRING;
  private static final SampleType BINARY = SampleType.BINARY;

  public TextConverters() {
    plain("lower", TEXT, TEXT, s -> caseOf(s, 'A', 'Z', 32));
    plain("upper", TEXT, TEXT, s -> caseOf(s, 'a', 'z', -32));
    plain("length", TEXT, SampleType.INTEGER, s -> s.setInteger(s.length()) == s);
    plain("hex", BINARY, TEXT, TextConverters::hexadecimal);
    plain("base64", BINARY, TEXT, s -> encode(s, Base64.getEncoder()));
    plain("b64dec", TEXT, BINARY, s -> decode(s, Base64.getDecoder()));
    plain("ub64enc", BINARY, TEXT, s -> encode(s, Base64.getUrlEncoder().withoutPadding()));
    plain("ub64dec", TEXT, TEXT, s -> decode(s, Base64.getUrlDecoder()));
    with("bytes", TextConverters::bytes);
    with("field", a -> piece(a, false));
    with("word", a -> piece(a, true));
    with("ltrim", a -> new Trim(a.next("characters"), true));
    with("rtrim", a -> new Trim(a.next("characters"), false));
    with("iif", a -> new Choice(optional(a, "a text"), optional(a, "a text")));
    with("concat", TextConverters::concat);
    with("set-var", a -> new Store(variable(a), true));
    with("unset-var", a -> new Store(variable(a), false));
    with("strcmp", a -> new Compare(variable(a)));
  }

  private static boolean caseOf(Sample sample, int first, int last, int shift) {
    byte[] bytes = sample.bytes();
    int from = sample.offset();
    int end = from + sample.length();
    ByteSink sink = sample.sink();
    for (int i = from; i < end; i++) {
      byte b = bytes[i];
      sink.add((byte) (b >= first && b <= last ? b + shift : b));
    }
    sample.takeSink(TEXT);
    return true;
  }

  private static boolean hexadecimal(Sample sample) {
    ByteSink sink = sample.sink();
    for (int i = 0; i < sample.length(); i++) {
      int b = sample.bytes()[sample.offset() + i] & 0xff;
      sink.add((byte) Character.toUpperCase(Character.forDigit(b >> 4, 16)));
      sink.add((byte) Character.toUpperCase(Character.forDigit(b & 15, 16)));
    }
    sample.takeSink(TEXT);
    return true;
  }

  private static boolean encode(Sample sample, Base64.Encoder encoder) {
    byte[] text = encoder.encode(sample.text().getBytes(ISO_8859_1));
    sample.sink().add(text);
    sample.takeSink(TEXT);
    return true;
  }

  private static boolean decode(Sample sample, Base64.Decoder decoder) {
    try {
      byte[] bytes = decoder.decode(sample.text().getBytes(ISO_8859_1));
      sample.sink().add(bytes);
      sample.takeSink(BINARY);
      return true;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static Variables.Name variable(Arguments arguments) throws ArgumentException {
    String word = arguments.next("a variable's name");
    return Variables.Name.parse(word)
        .orElseThrow(() -> arguments.error("'" + word + "' is not a variable"));
  }

  private static Converter bytes(Arguments arguments) throws ArgumentException {
    int offset = (int) arguments.integer("an offset", 0, 1 << 24);
    int length = arguments.hasNext() ? (int) arguments.integer("a length", 0, 1 << 24) : 1 << 24;
    return new Bytes(offset, length);
  }

  private static Converter piece(Arguments arguments, boolean words) throws ArgumentException {
    int index = (int) arguments.integer("an index", Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (index == 0) {
      throw arguments.error("the index counts from 1, or from -1 at the end");
    }
    String delimiters = arguments.next("delimiters");
    int count = arguments.hasNext() ? (int) arguments.integer("a count", 0, 1 << 24) : 1;
    return new Piece(index, delimiters, count, words);
  }

  private static Converter concat(Arguments arguments) throws ArgumentException {
    String start = optional(arguments, "a text");
    String name = optional(arguments, "a variable's name");
    String end = optional(arguments, "a text");
    Variables.Name variable = null;
    if (!name.isEmpty()) {
      variable =
          Variables.Name.parse(name)
              .orElseThrow(() -> arguments.error("'" + name + "' is not a variable"));
    }
    return new Concat(start, variable, end);
  }

  record Bytes(int start, int count) implements Converter {
    @Override
    public SampleType input() {
      return BINARY;
    }

    @Override
    public SampleType output() {
      return BINARY;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      if (sample.length() <= start) {
        return false;
      }
      int length = Math.min(count, sample.length() - start);
      sample.setBinary(sample.bytes(), sample.offset() + start, length);
      return true;
    }
  }

  /**
   * Pieces between delimiters, counted from either end; {@code words} passes over empty ones. A
   * count of 0 takes all that follow.
   */
  record Piece(int index, String delimiters, int count, boolean words) implements Converter {
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
      int total = seek(sample, Integer.MAX_VALUE, false);
      int last = count == 0 ? Integer.MAX_VALUE : count;
      int first = index > 0 ? index : total + 1 + index;
      int end = index > 0 ? (int) Math.min(total, (long) first + last - 1) : first;
      if (index < 0) {
        first = count == 0 ? 1 : Math.max(1, end - count + 1);
      }
      if (end < 1 || first > total) {
        return false;
      }
      int from = seek(sample, first, false);
      int to = seek(sample, end, true);
      sample.setString(sample.bytes(), from, to - from);
      return true;
    }

    /** Where the wanted piece begins, or ends; how many there are where it is past the last. */
    private int seek(Sample sample, int wanted, boolean end) {
      int stop = sample.offset() + sample.length();
      int start = sample.offset();
      int seen = 0;
      for (int at = start; at <= stop; at++) {
        if (at == stop || delimiters.indexOf(sample.bytes()[at] & 0xff) >= 0) {
          boolean counts = !words || at > start;
          seen += counts ? 1 : 0;
          if (counts && seen == wanted) {
            return end ? at : start;
          }
          start = at + 1;
        }
      }
      return seen;
    }
  }

  record Trim(String characters, boolean left) implements Converter {
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
      byte[] bytes = sample.bytes();
      int from = sample.offset();
      int end = from + sample.length();
      while (left && from < end && characters.indexOf(bytes[from] & 0xff) >= 0) {
        from++;
      }
      while (!left && end > from && characters.indexOf(bytes[end - 1] & 0xff) >= 0) {
        end--;
      }
      sample.setString(bytes, from, end - from);
      return true;
    }
  }

  record Choice(String yes, String no) implements Converter {
    @Override
    public SampleType input() {
      return SampleType.BOOLEAN;
    }

    @Override
    public SampleType output() {
      return TEXT;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      sample.setText(sample.bool() ? yes : no);
      return true;
    }
  }

  record Concat(String start, Variables.@Nullable Name variable, String end) implements Converter {
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
      sink.add(sample.bytes(), sample.offset(), sample.length()).add(start);
      if (variable != null) {
        Sample value = sample.companion();
        if (exchange.variables().get(variable, value) && value.cast(TEXT)) {
          sink.add(value.bytes(), value.offset(), value.length());
        }
      }
      sink.add(end);
      sample.takeSink(TEXT);
      return true;
    }
  }

  /** Stores what passes, or forgets the variable; the sample stays. */
  record Store(Variables.Name name, boolean set) implements Converter {
    @Override
    public SampleType input() {
      return SampleType.ANY;
    }

    @Override
    public SampleType output() {
      return SampleType.ANY;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      if (set) {
        exchange.variables().set(name, sample);
      } else {
        exchange.variables().unset(name);
      }
      return true;
    }
  }

  /** The sign of the comparison with a variable, 0 when equal. */
  record Compare(Variables.Name name) implements Converter {
    @Override
    public SampleType input() {
      return TEXT;
    }

    @Override
    public SampleType output() {
      return SampleType.INTEGER;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      Sample other = sample.companion();
      if (!exchange.variables().get(name, other) || !other.cast(TEXT)) {
        return false;
      }
      int common = Math.min(sample.length(), other.length());
      int difference = 0;
      for (int i = 0; i < common && difference == 0; i++) {
        int a = sample.bytes()[sample.offset() + i] & 0xff;
        difference = a - (other.bytes()[other.offset() + i] & 0xff);
      }
      boolean same = difference == 0;
      sample.setInteger(Integer.signum(same ? sample.length() - other.length() : difference));
      return true;
    }
  }
}
