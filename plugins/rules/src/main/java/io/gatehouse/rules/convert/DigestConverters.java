package io.gatehouse.rules.convert;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Message digests, their keyed kind, and comparing without telling how far it got. */
public final class DigestConverters extends ConverterFamily {
  private static final SampleType BINARY = SampleType.BINARY;

  /** OpenSSL's names, which the configuration uses, and the JDK's. */
  private static final Map<String, String> NAMES =
      Map.of(
          "md5", "MD5",
          "sha1", "SHA-1",
          "sha224", "SHA-224",
          "sha256", "SHA-256",
          "sha384", "SHA-384",
          "sha512", "SHA-512",
          "sha512-256", "SHA-512/256",
          "sha512-224", "SHA-512/224",
          "sha3-256", "SHA3-256",
          "sha3-512", "SHA3-512");

  public DigestConverters() {
    with("sha1", a -> new Digest("SHA-1"));
    with("sha2", DigestConverters::sha2);
    with("digest", a -> new Digest(algorithm(a)));
    with("hmac", a -> new Keyed(algorithm(a), key(a)));
    with("secure_memcmp", a -> new Equal(Operand.variable(a)));
  }

  private static Converter sha2(Arguments arguments) throws ArgumentException {
    long bits = arguments.hasNext() ? arguments.integer("a number of bits", 0, 1 << 16) : 256;
    return switch ((int) bits) {
      case 224, 256, 384, 512 -> new Digest("SHA-" + bits);
      default -> throw arguments.error("sha2 is known for 224, 256, 384 and 512 bits");
    };
  }

  private static String algorithm(Arguments arguments) throws ArgumentException {
    String word = arguments.next("an algorithm");
    String name = NAMES.get(word.toLowerCase(Locale.ROOT));
    if (name == null) {
      throw arguments.unknown("digest algorithm", List.copyOf(NAMES.keySet()));
    }
    return name;
  }

  private static Operand key(Arguments arguments) throws ArgumentException {
    Operand key = Operand.next(arguments, "a key in base64, or a variable");
    if (key.variable() == null) {
      AesConverters.literal(key, arguments);
    }
    return key;
  }

  static byte[] bytes(Sample sample) {
    return Arrays.copyOfRange(sample.bytes(), sample.offset(), sample.offset() + sample.length());
  }

  record Digest(String algorithm) implements Converter {
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
      try {
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        digest.update(sample.bytes(), sample.offset(), sample.length());
        sample.sink().add(digest.digest());
        sample.takeSink(BINARY);
        return true;
      } catch (GeneralSecurityException unknown) {
        return false;
      }
    }
  }

  record Keyed(String algorithm, Operand key) implements Converter {
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
      byte[] encoded = key.bytes(exchange, sample, SampleType.STRING);
      if (encoded == null) {
        return false;
      }
      try {
        byte[] secret = Base64.getDecoder().decode(encoded);
        String name = "Hmac" + algorithm.replaceFirst("^SHA-", "SHA");
        Mac mac = Mac.getInstance(name);
        // The JDK refuses an empty key; a zero byte is the same one, as keys are padded with them.
        mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, name));
        mac.update(sample.bytes(), sample.offset(), sample.length());
        sample.sink().add(mac.doFinal());
        sample.takeSink(BINARY);
        return true;
      } catch (GeneralSecurityException | IllegalArgumentException unusable) {
        return false;
      }
    }
  }

  /** Takes as long for wrong bytes as for right ones. */
  record Equal(Variables.Name name) implements Converter {
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
      Sample other = sample.companion();
      if (!exchange.variables().get(name, other) || !other.cast(BINARY)) {
        return false;
      }
      sample.setBoolean(MessageDigest.isEqual(bytes(sample), bytes(other)));
      return true;
    }
  }
}
