package io.gatehouse.rules.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Passwords in the form of crypt(3): {@code $1$} (MD5), {@code $5$} and {@code $6$} (SHA-256 and
 * SHA-512, with rounds). Slow by intent; pure.
 */
final class Crypt {
  private static final String ALPHABET =
      "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int DEFAULT_ROUNDS = 5000;
  private static final int LEAST_ROUNDS = 1000;
  private static final int MOST_ROUNDS = 999_999_999;
  private static final int MD5_ROUNDS = 1000;

  private Crypt() {}

  /** Whether a password of this form can be verified. */
  static boolean knows(String encrypted) {
    return encrypted.startsWith("$1$")
        || encrypted.startsWith("$5$")
        || encrypted.startsWith("$6$");
  }

  static boolean matches(String encrypted, byte[] password) {
    try {
      String again =
          encrypted.startsWith("$1$") ? md5(encrypted, password) : sha(encrypted, password);
      return MessageDigest.isEqual(again.getBytes(ISO_8859_1), encrypted.getBytes(ISO_8859_1));
    } catch (NoSuchAlgorithmException | NumberFormatException unusable) {
      return false;
    }
  }

  private static String salt(String rest, int longest) {
    int end = rest.indexOf('$');
    String salt = end < 0 ? rest : rest.substring(0, end);
    return salt.substring(0, Math.min(longest, salt.length()));
  }

  private static String sha(String encrypted, byte[] key) throws NoSuchAlgorithmException {
    boolean wide = encrypted.startsWith("$6$");
    String rest = encrypted.substring(3);
    int rounds = DEFAULT_ROUNDS;
    String prefix = encrypted.substring(0, 3);
    if (rest.startsWith("rounds=") && rest.indexOf('$') > 0) {
      long asked = Long.parseLong(rest.substring(7, rest.indexOf('$')));
      rounds = Math.clamp(asked, LEAST_ROUNDS, MOST_ROUNDS);
      rest = rest.substring(rest.indexOf('$') + 1);
      prefix += "rounds=" + rounds + "$";
    }
    String salt = salt(rest, 16);
    byte[] digest = stretched(wide ? "SHA-512" : "SHA-256", key, salt.getBytes(ISO_8859_1), rounds);
    return prefix + salt + "$" + (wide ? order512(digest) : order256(digest));
  }

  private static byte[] stretched(String algorithm, byte[] key, byte[] salt, int rounds)
      throws NoSuchAlgorithmException {
    MessageDigest sum = MessageDigest.getInstance(algorithm);
    int size = sum.getDigestLength();
    byte[] other = digest(sum, key, salt, key);
    sum.update(key);
    sum.update(salt);
    sum.update(repeated(other, key.length));
    for (int bits = key.length; bits > 0; bits >>= 1) {
      sum.update((bits & 1) == 1 ? other : key);
    }
    byte[] result = sum.digest();
    for (int i = 0; i < key.length; i++) {
      sum.update(key);
    }
    byte[] keys = repeated(sum.digest(), key.length);
    for (int i = 0; i < 16 + (result[0] & 0xff); i++) {
      sum.update(salt);
    }
    byte[] salts = repeated(sum.digest(), salt.length);
    for (int round = 0; round < rounds; round++) {
      sum.update((round & 1) == 1 ? keys : result);
      if (round % 3 != 0) {
        sum.update(salts);
      }
      if (round % 7 != 0) {
        sum.update(keys);
      }
      sum.update((round & 1) == 1 ? result : keys);
      result = sum.digest();
    }
    return Arrays.copyOf(result, size);
  }

  private static byte[] digest(MessageDigest sum, byte[]... parts) {
    for (byte[] part : parts) {
      sum.update(part);
    }
    return sum.digest();
  }

  private static byte[] repeated(byte[] bytes, int length) {
    byte[] out = new byte[length];
    for (int i = 0; i < length; i++) {
      out[i] = bytes[i % bytes.length];
    }
    return out;
  }

  private static void put(StringBuilder out, int value, int count) {
    int rest = value;
    for (int i = 0; i < count; i++) {
      out.append(ALPHABET.charAt(rest & 63));
      rest >>= 6;
    }
  }

  private static int word(byte[] d, int a, int b, int c) {
    return (d[a] & 0xff) << 16 | (d[b] & 0xff) << 8 | d[c] & 0xff;
  }

  /** The bytes in the order of the format: three of them, each a third of the digest apart. */
  private static String order512(byte[] d) {
    StringBuilder out = new StringBuilder();
    int a = 0;
    int b = 21;
    int c = 42;
    for (int i = 0; i < 21; i++) {
      put(out, word(d, a, b, c), 4);
      int first = a;
      a = b + 1;
      b = c + 1;
      c = first + 1;
    }
    put(out, d[63] & 0xff, 2);
    return out.toString();
  }

  private static String order256(byte[] d) {
    StringBuilder out = new StringBuilder();
    int a = 0;
    int b = 10;
    int c = 20;
    for (int i = 0; i < 10; i++) {
      put(out, word(d, a, b, c), 4);
      int first = a;
      a = c + 1;
      c = b + 1;
      b = first + 1;
    }
    put(out, (d[31] & 0xff) << 8 | d[30] & 0xff, 3);
    return out.toString();
  }

  private static String md5(String encrypted, byte[] key) throws NoSuchAlgorithmException {
    String saltText = salt(encrypted.substring(3), 8);
    byte[] salt = saltText.getBytes(ISO_8859_1);
    byte[] magic = "$1$".getBytes(ISO_8859_1);
    MessageDigest sum = MessageDigest.getInstance("MD5");
    byte[] other = digest(sum, key, salt, key);
    sum.update(key);
    sum.update(magic);
    sum.update(salt);
    sum.update(repeated(other, key.length));
    for (int bits = key.length; bits > 0; bits >>= 1) {
      sum.update((bits & 1) == 1 || key.length == 0 ? (byte) 0 : key[0]);
    }
    byte[] result = sum.digest();
    for (int round = 0; round < MD5_ROUNDS; round++) {
      sum.update((round & 1) == 1 ? key : result);
      if (round % 3 != 0) {
        sum.update(salt);
      }
      if (round % 7 != 0) {
        sum.update(key);
      }
      sum.update((round & 1) == 1 ? result : key);
      result = sum.digest();
    }
    StringBuilder out = new StringBuilder("$1$").append(saltText).append('$');
    for (int i = 0; i < 5; i++) {
      put(out, word(result, i, i + 6, i == 4 ? 5 : i + 12), 4);
    }
    put(out, result[11] & 0xff, 2);
    return out.toString();
  }
}
