package io.gatehouse.rules.convert;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A public key in PEM, read once; equal to another by its text. */
final class PublicKeyFile {
  static final PublicKeyFile NONE = new PublicKeyFile("", null);

  private static final String SPKI = "PUBLIC KEY";
  private static final String PKCS1 = "RSA PUBLIC KEY";

  private final String text;
  private final @Nullable PublicKey key;

  private PublicKeyFile(String text, @Nullable PublicKey key) {
    this.text = text;
    this.key = key;
  }

  static PublicKeyFile read(String pem) throws GeneralSecurityException {
    for (String kind : List.of(SPKI, PKCS1)) {
      String begin = "-----BEGIN " + kind + "-----";
      int from = pem.indexOf(begin);
      int end = pem.indexOf("-----END " + kind + "-----");
      if (from >= 0 && end > from) {
        byte[] der = Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), end));
        return new PublicKeyFile(pem, kind.equals(SPKI) ? spki(der) : pkcs1(der));
      }
    }
    throw new GeneralSecurityException("it holds no public key in PEM");
  }

  private static PublicKey spki(byte[] der) throws GeneralSecurityException {
    GeneralSecurityException last = new GeneralSecurityException("neither RSA nor EC");
    for (String algorithm : List.of("RSA", "EC")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
      } catch (GeneralSecurityException another) {
        last = another;
      }
    }
    throw last;
  }

  /** Two integers in a sequence (RFC 8017 appendix A.1.1). */
  private static PublicKey pkcs1(byte[] der) throws GeneralSecurityException {
    int[] at = {0};
    enter(der, at, 0x30);
    BigInteger modulus = integer(der, at);
    BigInteger exponent = integer(der, at);
    return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  private static int enter(byte[] der, int[] at, int tag) throws GeneralSecurityException {
    if (at[0] + 2 > der.length || (der[at[0]] & 0xff) != tag) {
      throw new GeneralSecurityException("it is not encoded as an RSA public key");
    }
    int length = der[at[0] + 1] & 0xff;
    at[0] += 2;
    if (length > 0x80) {
      int size = length & 0x7f;
      length = 0;
      for (int i = 0; i < size && at[0] < der.length; i++) {
        length = length << 8 | der[at[0]++] & 0xff;
      }
    }
    if (length < 0 || at[0] + length > der.length) {
      throw new GeneralSecurityException("it is cut short");
    }
    return length;
  }

  private static BigInteger integer(byte[] der, int[] at) throws GeneralSecurityException {
    int length = enter(der, at, 0x02);
    BigInteger value = new BigInteger(der, at[0], length);
    at[0] += length;
    return value;
  }

  @Nullable PublicKey key() {
    return key;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PublicKeyFile that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
