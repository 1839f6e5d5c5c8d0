package io.gatehouse.rules.convert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.math.BigInteger;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Addresses. */
public final class AddressConverters extends ConverterFamily {

  public AddressConverters() {
    with("ipmask", AddressConverters::mask);
  }

  private static Converter mask(Arguments arguments) throws ArgumentException {
    String four = mask(arguments.next("a mask"), 4, arguments);
    String six = arguments.hasNext() ? mask(arguments.next("a mask"), 16, arguments) : "";
    return new Mask(four, six);
  }

  /** A number of bits or an address, as hexadecimal digits. */
  private static String mask(String word, int size, Arguments arguments) throws ArgumentException {
    boolean number = !word.isEmpty() && word.chars().allMatch(Character::isDigit);
    if (number && word.length() < 4 && Integer.parseInt(word) <= size * 8) {
      int bits = Integer.parseInt(word);
      BigInteger ones = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
      return pad(ones.shiftLeft(size * 8 - bits).toString(16), size * 2);
    }
    byte[] bytes = word.getBytes(ISO_8859_1);
    Sample sample = new Sample(64).setString(bytes, 0, bytes.length);
    if (!number && sample.cast(size == 4 ? SampleType.IPV4 : SampleType.IPV6)) {
      return HexFormat.of().formatHex(sample.bytes(), sample.offset(), sample.offset() + size);
    }
    throw arguments.error("'" + word + "' is not a mask");
  }

  private static String pad(String digits, int length) {
    return "0".repeat(length - digits.length()) + digits;
  }

  /** An IPv6 address that holds an IPv4 one is masked as that. */
  static final class Mask implements Converter {
    private final String text;
    private final byte[] four;
    private final byte[] six;

    Mask(String four, String six) {
      this.text = four + "," + six;
      this.four = HexFormat.of().parseHex(four);
      this.six = HexFormat.of().parseHex(six);
    }

    @Override
    public SampleType input() {
      return SampleType.ADDRESS;
    }

    @Override
    public SampleType output() {
      return SampleType.ADDRESS;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      if (sample.type() == SampleType.IPV6 && !sample.cast(SampleType.IPV4) && six.length == 0) {
        return false;
      }
      byte[] mask = sample.length() == 4 ? four : six;
      byte[] bytes = sample.bytes();
      int from = sample.offset();
      ByteSink sink = sample.sink();
      for (int i = 0; i < mask.length; i++) {
        sink.add((byte) (bytes[from + i] & mask[i]));
      }
      sample.takeSink(mask.length == 4 ? SampleType.IPV4 : SampleType.IPV6);
      return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Mask that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }
}
