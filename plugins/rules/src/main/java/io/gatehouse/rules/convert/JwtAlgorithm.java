package io.gatehouse.rules.convert;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The algorithms of RFC 7518 section 3.1. */
enum JwtAlgorithm {
  HS256,
  HS384,
  HS512,
  RS256,
  RS384,
  RS512,
  ES256,
  ES384,
  ES512,
  PS256,
  PS384,
  PS512,
  NONE;

  /** By its name in a token; null for another. */
  static @Nullable JwtAlgorithm of(String name) {
    for (JwtAlgorithm algorithm : values()) {
      if (algorithm.label().equals(name)) {
        return algorithm;
      }
    }
    return null;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(JwtAlgorithm::label).toList();
  }

  private String label() {
    return this == NONE ? "none" : name();
  }

  /** Whether both sides know one secret. */
  boolean secret() {
    return name().startsWith("HS");
  }

  private String bits() {
    return name().substring(2);
  }

  /** 1 or 0; a key of another kind verifies nothing. */
  int verify(byte[] signed, byte[] signature, byte[] secret, @Nullable PublicKey key) {
    try {
      return (secret() ? keyed(signed, signature, secret) : signed(signed, signature, key)) ? 1 : 0;
    } catch (GeneralSecurityException refused) {
      return 0;
    }
  }

  private boolean keyed(byte[] signed, byte[] signature, byte[] secret)
      throws GeneralSecurityException {
    String name = "HmacSHA" + bits();
    Mac mac = Mac.getInstance(name);
    mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, name));
    return MessageDigest.isEqual(mac.doFinal(signed), signature);
  }

  private boolean signed(byte[] signed, byte[] signature, @Nullable PublicKey key)
      throws GeneralSecurityException {
    if (key == null) {
      return false;
    }
    Signature verifier =
        Signature.getInstance(
            switch (name().charAt(0)) {
              case 'R' -> "SHA" + bits() + "withRSA";
              case 'E' -> "SHA" + bits() + "withECDSAinP1363Format";
              default -> "RSASSA-PSS";
            });
    if (name().toLowerCase(Locale.ROOT).startsWith("p")) {
      String digest = "SHA-" + bits();
      int salt = Integer.parseInt(bits()) / 8;
      verifier.setParameter(
          new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), salt, 1));
    }
    verifier.initVerify(key);
    verifier.update(signed);
    return verifier.verify(signature);
  }
}
