package io.gatehouse.rules.convert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.util.Locale;
import java.util.Map;

/** Messages of the Financial Information eXchange protocol: {@code tag=value} with SOH behind. */
public final class FixConverters extends ConverterFamily {
  private static final byte DELIMITER = 1;
  private static final int BEGIN_STRING = 8;
  private static final int BODY_LENGTH = 9;
  private static final int CHECK_SUM = 10;
  private static final int MSG_TYPE = 35;
  private static final int SHORTEST = 26;

  private static final Map<String, Integer> TAGS =
      Map.of(
          "beginstring", BEGIN_STRING,
          "bodylength", BODY_LENGTH,
          "checksum", CHECK_SUM,
          "msgtype", MSG_TYPE,
          "sendercompid", 49,
          "targetcompid", 56);

  /** The largest tag of each version; all of 5.0 announce themselves alike. */
  private static final Map<String, Integer> VERSIONS =
      Map.of(
          "FIX.4.0", 140,
          "FIX.4.1", 211,
          "FIX.4.2", 446,
          "FIX.4.3", 659,
          "FIX.4.4", 956,
          "FIXT.1.1", 1621);

  public FixConverters() {
    with("fix_is_valid", a -> new Valid());
    with("fix_tag_value", FixConverters::tag);
  }

  private static Converter tag(Arguments arguments) throws ArgumentException {
    String word = arguments.next("a tag");
    Integer known = TAGS.get(word.toLowerCase(Locale.ROOT));
    if (known != null) {
      return new TagValue(known);
    }
    if (word.matches("[1-9]\\d{0,8}")) {
      return new TagValue(Integer.parseInt(word));
    }
    throw arguments.unknown("FIX tag", TAGS.keySet());
  }

  /** A walk over the fields of one message; stands on one after {@link #next}. */
  private static final class Fields {
    private final byte[] bytes;
    private final int end;
    private int at;
    private int start;
    private int tag;
    private int valueFrom;
    private int valueTo;
    private boolean broken;

    /** What the fields say does not change with what follows the message. */
    Fields(Sample sample) {
      sample.settled();
      bytes = sample.bytes();
      at = sample.offset();
      end = at + sample.length();
    }

    /** False where the rest is no whole field; {@link #broken} where it can never become one. */
    boolean next() {
      start = at;
      int equal = seek((byte) '=', at);
      int stop = seek(DELIMITER, equal);
      if (equal == end || stop == end) {
        return false;
      }
      tag = number(at, equal);
      valueFrom = equal + 1;
      valueTo = stop;
      broken = tag == 0 || valueTo == valueFrom;
      at = stop + 1;
      return !broken;
    }

    private int seek(byte wanted, int from) {
      int i = from;
      while (i < end && bytes[i] != wanted) {
        i++;
      }
      return i;
    }

    /** 0 where it is no number. */
    private int number(int from, int to) {
      int value = 0;
      for (int i = from; i < to; i++) {
        int digit = bytes[i] - '0';
        if (digit < 0 || digit > 9 || value > 100_000_000) {
          return 0;
        }
        value = value * 10 + digit;
      }
      return value;
    }

    private int number() {
      return number(valueFrom, valueTo);
    }

    private int sum() {
      int sum = 0;
      for (int i = start; i < at; i++) {
        sum += bytes[i];
      }
      return sum;
    }

    private String value() {
      return new String(bytes, valueFrom, valueTo - valueFrom, ISO_8859_1);
    }
  }

  /** Version, length and check sum are right, and the fields stand in order. */
  record Valid() implements Converter {
    @Override
    public SampleType input() {
      return SampleType.BINARY;
    }

    @Override
    public SampleType output() {
      return SampleType.BOOLEAN;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      Fields fields = new Fields(sample);
      int count = 0;
      int largest = 0;
      int length = 0;
      int body = 0;
      int sum = 0;
      while (sample.length() >= SHORTEST && fields.next()) {
        count++;
        boolean fits;
        switch (count) {
          case 1 -> {
            largest = VERSIONS.getOrDefault(fields.value(), 0);
            fits = fields.tag == BEGIN_STRING && largest > 0;
          }
          case 2 -> {
            length = fields.number();
            body = fields.at;
            fits = fields.tag == BODY_LENGTH && length > 0;
          }
          case 3 -> fits = fields.tag == MSG_TYPE;
          default -> {
            if (fields.tag == CHECK_SUM) {
              boolean whole = length == fields.start - body && fields.value().length() == 3;
              return decided(sample, whole && fields.number() == (sum & 0xff));
            }
            fits = fields.tag <= largest || fields.tag >= 10_000 && fields.tag < 20_000;
          }
        }
        if (!fits) {
          return decided(sample, false);
        }
        sum += fields.sum();
      }
      if (fields.broken) {
        return decided(sample, false);
      }
      sample.undecided();
      return false;
    }

    private static boolean decided(Sample sample, boolean valid) {
      sample.setBoolean(valid);
      return true;
    }
  }

  record TagValue(int tag) implements Converter {
    @Override
    public SampleType input() {
      return SampleType.BINARY;
    }

    @Override
    public SampleType output() {
      return SampleType.BINARY;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      Fields fields = new Fields(sample);
      while (fields.next()) {
        if (fields.tag == tag) {
          sample.setBinary(fields.bytes, fields.valueFrom, fields.valueTo - fields.valueFrom);
          return true;
        }
        if (fields.tag == CHECK_SUM) {
          return false;
        }
      }
      if (!fields.broken) {
        sample.undecided();
      }
      return false;
    }
  }
}
