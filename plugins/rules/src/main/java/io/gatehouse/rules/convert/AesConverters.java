package io.gatehouse.rules.convert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** AES with keys, nonces and tags in base64, each a text or a variable. */
public final class AesConverters extends ConverterFamily {
  private static final SampleType BINARY = SampleType.BINARY;

  public AesConverters() {
    with("aes_gcm_enc", a -> gcm(a, true));
    with("aes_gcm_dec", a -> gcm(a, false));
    with("aes_cbc_enc", a -> cbc(a, true));
    with("aes_cbc_dec", a -> cbc(a, false));
  }

  private static Converter gcm(Arguments arguments, boolean encrypt) throws ArgumentException {
    int bits = bits(arguments);
    Operand nonce = coded(arguments, "a nonce");
    Operand key = coded(arguments, "a key");
    Operand tag;
    if (encrypt) {
      String word = arguments.next("a variable for the tag");
      tag = Operand.of(word);
      if (tag.variable() == null) {
        throw arguments.error("'" + word + "' is not a variable, which the tag needs");
      }
    } else {
      tag = coded(arguments, "the tag");
    }
    Operand additional = arguments.hasNext() ? coded(arguments, "additional data") : Operand.of("");
    return new Gcm(encrypt, bits, new Secrets(nonce, key), tag, additional);
  }

  private static Converter cbc(Arguments arguments, boolean encrypt) throws ArgumentException {
    int bits = bits(arguments);
    Operand nonce = coded(arguments, "a nonce");
    Operand key = coded(arguments, "a key");
    if (arguments.hasNext()) {
      coded(arguments, "additional data");
      throw arguments.error("CBC has no additional data");
    }
    return new Cbc(encrypt, bits, new Secrets(nonce, key));
  }

  private static int bits(Arguments arguments) throws ArgumentException {
    int bits = (int) arguments.integer("a key size", 0, 1 << 16);
    if (bits != 128 && bits != 192 && bits != 256) {
      throw arguments.error("AES is known for 128, 192 and 256 bits");
    }
    return bits;
  }

  private static Operand coded(Arguments arguments, String what) throws ArgumentException {
    Operand operand = Operand.next(arguments, what + " in base64, or a variable");
    return operand.variable() == null ? literal(operand, arguments) : operand;
  }

  /** Refuses a text that is not base64. */
  static Operand literal(Operand operand, Arguments arguments) throws ArgumentException {
    try {
      Base64.getDecoder().decode(operand.text().getBytes(ISO_8859_1));
      return operand;
    } catch (IllegalArgumentException notBase64) {
      throw arguments.error("'" + operand.text() + "' is not base64");
    }
  }

  private static byte @Nullable [] decoded(Operand operand, Exchange exchange, Sample sample) {
    byte[] bytes = operand.bytes(exchange, sample, SampleType.STRING);
    try {
      return bytes == null ? null : Base64.getDecoder().decode(bytes);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  record Secrets(Operand nonce, Operand key) {

    /** The key; null where its size is another. */
    @Nullable SecretKeySpec key(Exchange exchange, Sample sample, int bits) {
      byte[] bytes = decoded(key, exchange, sample);
      return bytes == null || bytes.length * 8 != bits ? null : new SecretKeySpec(bytes, "AES");
    }

    byte @Nullable [] nonce(Exchange exchange, Sample sample) {
      return decoded(nonce, exchange, sample);
    }
  }

  /** The tag is not part of the text but of a variable of its own. */
  record Gcm(boolean encrypt, int bits, Secrets secrets, Operand tag, Operand additional)
      implements Converter {
    private static final int TAG = 16;

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
      SecretKeySpec key = secrets.key(exchange, sample, bits);
      byte[] nonce = secrets.nonce(exchange, sample);
      byte[] data = decoded(additional, exchange, sample);
      if (key == null || nonce == null || data == null) {
        return false;
      }
      try {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        int mode = encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(data);
        return encrypt ? encrypt(cipher, exchange, sample) : decrypt(cipher, exchange, sample);
      } catch (GeneralSecurityException | IllegalArgumentException refused) {
        return false;
      }
    }

    private boolean encrypt(Cipher cipher, Exchange exchange, Sample sample)
        throws GeneralSecurityException {
      byte[] out = cipher.doFinal(sample.bytes(), sample.offset(), sample.length());
      byte[] sum =
          Base64.getEncoder().encode(Arrays.copyOfRange(out, out.length - TAG, out.length));
      Variables.Name name = tag.variable();
      if (name != null) {
        exchange.variables().set(name, sample.companion().setString(sum, 0, sum.length));
      }
      sample.sink().add(out, 0, out.length - TAG);
      sample.takeSink(BINARY);
      return true;
    }

    private boolean decrypt(Cipher cipher, Exchange exchange, Sample sample)
        throws GeneralSecurityException {
      byte[] sum = decoded(tag, exchange, sample);
      if (sum == null || sum.length != TAG) {
        return false;
      }
      byte[] in = Arrays.copyOf(DigestConverters.bytes(sample), sample.length() + TAG);
      System.arraycopy(sum, 0, in, sample.length(), TAG);
      byte[] out = cipher.doFinal(in);
      sample.sink().add(out);
      sample.takeSink(BINARY);
      return true;
    }
  }

  record Cbc(boolean encrypt, int bits, Secrets secrets) implements Converter {
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
      SecretKeySpec key = secrets.key(exchange, sample, bits);
      byte[] nonce = secrets.nonce(exchange, sample);
      if (key == null || nonce == null) {
        return false;
      }
      try {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(
            encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE, key, new IvParameterSpec(nonce));
        byte[] out = cipher.doFinal(sample.bytes(), sample.offset(), sample.length());
        sample.sink().add(out);
        sample.takeSink(BINARY);
        return true;
      } catch (GeneralSecurityException refused) {
        return false;
      }
    }
  }
}
