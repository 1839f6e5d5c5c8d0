package io.gatehouse.rules.fetch;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Passwords that were verified before, as salted sums: crypt(3) is slow by intent, and an event
 * loop that ran it for each request would serve nobody else. One entry for each user; any thread.
 * Equal to any other, because it says nothing of the configuration.
 */
final class Verified {
  private final byte[] salt = new byte[16];
  private final Map<String, byte[]> sums = new ConcurrentHashMap<>();

  Verified() {
    new SecureRandom().nextBytes(salt);
  }

  private byte[] sum(byte[] password) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      return digest.digest(password);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  boolean holds(String user, byte[] password) {
    byte[] known = sums.get(user);
    return known != null && MessageDigest.isEqual(known, sum(password));
  }

  void add(String user, byte[] password) {
    sums.put(user, sum(password));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Verified;
  }

  @Override
  public int hashCode() {
    return 1;
  }
}
