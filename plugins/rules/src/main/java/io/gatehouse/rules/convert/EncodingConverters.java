package io.gatehouse.rules.convert;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Bytes written as text and back: hexadecimal, base64, decimal, percent signs. */
public final class EncodingConverters extends ConverterFamily {
  private static final SampleType TEXT = SampleType.STRING;
  private static final SampleType BINARY = SampleType.BINARY;
  private static final SampleType NUMBER = SampleType.INTEGER;

  public EncodingConverters() {
    plain("hex", BINARY, TEXT, EncodingConverters::hexadecimal);
    plain("hex2i", TEXT, NUMBER, EncodingConverters::number);
    plain("base2", BINARY, TEXT, EncodingConverters::bits);
    plain("base64", BINARY, TEXT, s -> encode(s, Base64.getEncoder()));
    plain("b64dec", TEXT, BINARY, s -> s.length() % 4 == 0 && decode(s, Base64.getDecoder()));
    plain("ub64enc", BINARY, TEXT, s -> encode(s, Base64.getUrlEncoder().withoutPadding()));
    plain("ub64dec", TEXT, BINARY, s -> decode(s, Base64.getUrlDecoder()));
    plain("htonl", NUMBER, BINARY, EncodingConverters::networkOrder);
    with("be2dec", a -> decimal(a, true));
    with("le2dec", a -> decimal(a, false));
    with("be2hex", EncodingConverters::hexChunks);
    with("url_dec", a -> new Unescape(flag(a)));
    with("url_enc", EncodingConverters::escape);
    with("has_ctl", EncodingConverters::controls);
  }

  private static boolean flag(Arguments arguments) throws ArgumentException {
    return arguments.hasNext() && arguments.integer("0 or 1", 0, Integer.MAX_VALUE) != 0;
  }

  static void hexDigits(int octet, ByteSink out) {
    out.add((byte) Character.toUpperCase(Character.forDigit(octet >> 4 & 15, 16)));
    out.add((byte) Character.toUpperCase(Character.forDigit(octet & 15, 16)));
  }

  private static boolean hexadecimal(Sample sample) {
    ByteSink sink = sample.sink();
    for (int i = 0; i < sample.length(); i++) {
      hexDigits(sample.bytes()[sample.offset() + i], sink);
    }
    sample.takeSink(TEXT);
    return true;
  }

  private static boolean number(Sample sample) {
    long value = 0;
    for (int i = 0; i < sample.length(); i++) {
      int digit = Character.digit(sample.bytes()[sample.offset() + i], 16);
      if (digit < 0) {
        return false;
      }
      value = (value << 4) + digit;
    }
    sample.setInteger(value);
    return true;
  }

  private static boolean bits(Sample sample) {
    ByteSink sink = sample.sink();
    for (int i = 0; i < sample.length(); i++) {
      int octet = sample.bytes()[sample.offset() + i];
      for (int bit = 7; bit >= 0; bit--) {
        sink.add((byte) ('0' + (octet >> bit & 1)));
      }
    }
    sample.takeSink(TEXT);
    return true;
  }

  private static boolean networkOrder(Sample sample) {
    long value = sample.integer();
    ByteSink sink = sample.sink();
    for (int shift = 24; shift >= 0; shift -= 8) {
      sink.add((byte) (value >> shift));
    }
    sample.takeSink(BINARY);
    return true;
  }

  private static byte[] copy(Sample sample) {
    return Arrays.copyOfRange(sample.bytes(), sample.offset(), sample.offset() + sample.length());
  }

  private static boolean encode(Sample sample, Base64.Encoder encoder) {
    sample.sink().add(encoder.encode(copy(sample)));
    sample.takeSink(TEXT);
    return true;
  }

  private static boolean decode(Sample sample, Base64.Decoder decoder) {
    try {
      sample.sink().add(decoder.decode(copy(sample)));
      sample.takeSink(BINARY);
      return true;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static Converter decimal(Arguments arguments, boolean bigEndian)
      throws ArgumentException {
    String separator = optional(arguments, "a separator");
    int size = (int) arguments.integer("the size of a chunk", 1, 8);
    return new Decimal(separator, size, truncating(arguments), bigEndian);
  }

  private static boolean truncating(Arguments arguments) throws ArgumentException {
    return arguments.hasNext() && arguments.integer("0 or 1", 0, 1) == 1;
  }

  private static Converter hexChunks(Arguments arguments) throws ArgumentException {
    String separator = optional(arguments, "a separator");
    String word = arguments.hasNext() ? arguments.peek() : "";
    int size = 0;
    if (word != null && word.isEmpty()) {
      optional(arguments, "the size of a chunk");
    } else {
      size = (int) arguments.integer("the size of a chunk", 0, 1 << 24);
    }
    boolean truncate = truncating(arguments);
    if (size == 0 && (truncate || !separator.isEmpty())) {
      throw arguments.error("the size of a chunk must be positive");
    }
    return new HexChunks(separator, size, truncate);
  }

  private static Converter escape(Arguments arguments) throws ArgumentException {
    String type = optional(arguments, "'query'");
    if (!type.isEmpty() && !type.equals("query")) {
      throw arguments.unknown("encoding", List.of("query"));
    }
    return new Escape();
  }

  /** One bit for each control character, the 33rd for DEL. */
  private static Converter controls(Arguments arguments) throws ArgumentException {
    String word = optional(arguments, "'any', 'http' or a mask");
    long mask =
        switch (word) {
          case "" -> 0x1_ffff_fdffL;
          case "any" -> 0x1_ffff_ffffL;
          case "http" -> 0x2401L;
          default -> mask(word, arguments);
        };
    return new Controls(mask);
  }

  private static long mask(String word, Arguments arguments) throws ArgumentException {
    try {
      long mask = Long.decode(word);
      if ((mask & ~0x1_ffff_ffffL) == 0) {
        return mask;
      }
    } catch (NumberFormatException notANumber) {
      throw arguments.error("'" + word + "' is neither 'any' nor 'http' nor a mask");
    }
    throw arguments.error("the mask '" + word + "' has more than 33 bits");
  }

  /** Numbers of so many bytes, with a separator between them. */
  record Decimal(String separator, int size, boolean truncate, boolean bigEndian)
      implements Converter {
    @Override
    public SampleType input() {
      return BINARY;
    }

    @Override
    public SampleType output() {
      return TEXT;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      ByteSink sink = sample.sink();
      int last = truncate ? sample.length() - size + 1 : sample.length();
      for (int at = 0; at < last; at += size) {
        if (at > 0) {
          sink.add(separator);
        }
        long value = 0;
        int count = Math.min(size, sample.length() - at);
        for (int i = 0; i < count; i++) {
          long octet = sample.bytes()[sample.offset() + at + i] & 0xff;
          value = bigEndian ? value << 8 | octet : value | octet << 8 * i;
        }
        if (value >= 0) {
          sink.add(value);
        } else {
          sink.add(Long.toUnsignedString(value));
        }
      }
      sample.takeSink(TEXT);
      return true;
    }
  }

  /** Hexadecimal digits of so many bytes, with a separator between them; 0 is all of them. */
  record HexChunks(String separator, int size, boolean truncate) implements Converter {
    @Override
    public SampleType input() {
      return BINARY;
    }

    @Override
    public SampleType output() {
      return TEXT;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      int step = size == 0 ? Math.max(1, sample.length()) : size;
      int last = truncate ? sample.length() - step + 1 : sample.length();
      ByteSink sink = sample.sink();
      for (int at = 0; at < last; at += step) {
        if (at > 0) {
          sink.add(separator);
        }
        for (int i = at; i < Math.min(at + step, sample.length()); i++) {
          hexDigits(sample.bytes()[sample.offset() + i], sink);
        }
      }
      sample.takeSink(TEXT);
      return true;
    }
  }

  /** Everything but RFC 3986's unreserved characters becomes a percent sign and two digits. */
  record Escape() implements Converter {
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
      for (int i = 0; i < sample.length(); i++) {
        byte b = sample.bytes()[sample.offset() + i];
        boolean letter = (b | 32) >= 'a' && (b | 32) <= 'z' && b > 0;
        if (letter || b >= '0' && b <= '9' || b == '-' || b == '.' || b == '_' || b == '~') {
          sink.add(b);
        } else {
          sink.add((byte) '%');
          hexDigits(b, sink);
        }
      }
      sample.takeSink(TEXT);
      return !sink.overflowed();
    }
  }

  /** A plus sign is a blank in a form, else only behind the question mark. */
  record Unescape(boolean form) implements Converter {
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
      boolean plus = form;
      int end = sample.offset() + sample.length();
      for (int at = sample.offset(); at < end; at++) {
        byte b = sample.bytes()[at];
        if (b == '%') {
          int high = at + 2 < end ? Character.digit(sample.bytes()[at + 1], 16) : -1;
          int low = at + 2 < end ? Character.digit(sample.bytes()[at + 2], 16) : -1;
          if (high < 0 || low < 0) {
            return false;
          }
          sink.add((byte) (high << 4 | low));
          at += 2;
          continue;
        }
        plus |= b == '?';
        sink.add(b == '+' && plus ? (byte) ' ' : b);
      }
      sample.takeSink(TEXT);
      return true;
    }
  }

  record Controls(long mask) implements Converter {
    @Override
    public SampleType input() {
      return BINARY;
    }

    @Override
    public SampleType output() {
      return SampleType.BOOLEAN;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      boolean found = false;
      for (int i = 0; i < sample.length() && !found; i++) {
        int b = sample.bytes()[sample.offset() + i] & 0xff;
        int bit = b == 127 ? 32 : b < 32 ? b : 63;
        found = (mask >> bit & 1) == 1;
      }
      sample.setBoolean(found);
      return true;
    }
  }
}
