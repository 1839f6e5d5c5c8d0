package io.gatehouse.rules.convert;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import org.jspecify.annotations.Nullable;

/** Parts of a text or of bytes. */
public final class PieceConverters extends ConverterFamily {
  private static final SampleType TEXT = SampleType.STRING;
  private static final SampleType BINARY = SampleType.BINARY;

  public PieceConverters() {
    with("bytes", PieceConverters::bytes);
    with("field", a -> piece(a, false));
    with("word", a -> piece(a, true));
    with("ltrim", a -> new Trim(a.next("characters"), true));
    with("rtrim", a -> new Trim(a.next("characters"), false));
    with("param", PieceConverters::parameter);
    plain("cut_crlf", TEXT, TEXT, PieceConverters::firstLine);
    plain("host_only", TEXT, TEXT, PieceConverters::host);
    plain("port_only", TEXT, SampleType.INTEGER, PieceConverters::port);
  }

  private static Converter bytes(Arguments arguments) throws ArgumentException {
    Operand offset = Operand.number(arguments, "an offset of at least 0", 0);
    Operand length = null;
    if (arguments.hasNext()) {
      length = Operand.number(arguments, "a length of at least 1", 1);
    }
    return new Bytes(offset, length);
  }

  private static Converter piece(Arguments arguments, boolean words) throws ArgumentException {
    int index = (int) arguments.integer("an index", Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (index == 0) {
      throw arguments.error("the index counts from 1, or from -1 at the end");
    }
    String delimiters = arguments.next("delimiters");
    if (delimiters.isEmpty()) {
      throw arguments.error("at least one delimiter is needed");
    }
    int count = arguments.hasNext() ? (int) arguments.integer("a count", 0, 1 << 24) : 1;
    return new Piece(index, delimiters, count, words);
  }

  private static Converter parameter(Arguments arguments) throws ArgumentException {
    String name = arguments.next("a parameter's name");
    if (name.isEmpty()) {
      throw arguments.error("a parameter's name cannot be empty");
    }
    String word = optional(arguments, "a delimiter");
    char delimiter = '&';
    if (word.length() == 1) {
      delimiter = word.charAt(0);
    } else if (!word.isEmpty()) {
      try {
        delimiter = (char) (int) Integer.decode(word);
      } catch (NumberFormatException notANumber) {
        throw arguments.error("'" + word + "' is not one character");
      }
    }
    return new Parameter(name, delimiter);
  }

  private static boolean firstLine(Sample sample) {
    int end = 0;
    while (end < sample.length()
        && sample.bytes()[sample.offset() + end] != '\r'
        && sample.bytes()[sample.offset() + end] != '\n') {
      end++;
    }
    sample.setString(sample.bytes(), sample.offset(), end);
    return true;
  }

  /** Where the colon before the port stands; -1 without one. */
  private static int portColon(Sample sample) {
    for (int at = sample.offset() + sample.length() - 1; at >= sample.offset(); at--) {
      byte b = sample.bytes()[at];
      if (b == ':' || b == ']') {
        return b == ':' ? at : -1;
      }
    }
    return -1;
  }

  private static boolean host(Sample sample) {
    int colon = portColon(sample);
    int length = colon < 0 ? sample.length() : colon - sample.offset();
    sample.setString(sample.bytes(), sample.offset(), length);
    return TextConverters.caseOf(sample, 'A', 'Z', 32);
  }

  private static boolean port(Sample sample) {
    int colon = portColon(sample);
    long port = 0;
    int end = sample.offset() + sample.length();
    for (int at = colon + 1; colon >= 0 && at < end; at++) {
      int digit = sample.bytes()[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      port = port * 10 + digit & 0xffff_ffffL;
    }
    sample.setInteger(port);
    return true;
  }

  /** Offset and length may be variables; what reaches past the end is cut. */
  record Bytes(Operand start, @Nullable Operand count) implements Converter {
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
      long from = start.number(exchange, sample);
      Operand limit = count;
      long wanted = limit == null ? Long.MAX_VALUE : limit.number(exchange, sample);
      if (from < 0 || wanted < 0) {
        return false;
      }
      int skipped = (int) Math.min(from, sample.length());
      int length = (int) Math.min(wanted, sample.length() - skipped);
      sample.setBinary(sample.bytes(), sample.offset() + skipped, length);
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

  /** The value of a parameter between delimiters; empty where it has none. */
  record Parameter(String name, char delimiter) implements Converter {
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
      int end = sample.offset() + sample.length();
      int at = sample.offset();
      while (at < end) {
        int stop = at;
        while (stop < end && sample.bytes()[stop] != delimiter) {
          stop++;
        }
        int value = at + name.length();
        if (value <= stop && named(sample, at) && (value == stop || equalSign(sample, value))) {
          int from = Math.min(value + 1, stop);
          sample.setString(sample.bytes(), from, stop - from);
          return true;
        }
        at = stop + 1;
      }
      return false;
    }

    private static boolean equalSign(Sample sample, int at) {
      return sample.bytes()[at] == '=';
    }

    private boolean named(Sample sample, int at) {
      boolean same = true;
      for (int i = 0; i < name.length() && same; i++) {
        same = (sample.bytes()[at + i] & 0xff) == name.charAt(i);
      }
      return same;
    }
  }
}
