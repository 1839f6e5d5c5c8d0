package io.gatehouse.api.vip;

/** {@code authentication}; version 2 only. Passwords are never printed. */
public sealed interface Authentication {

  /** No authentication. */
  record None() implements Authentication {}

  /**
   * {@code auth_type PASS}.
   *
   * @param key at most 8 bytes, as they go over the wire before the padding
   */
  record Password(String key) implements Authentication {
    @Override
    public String toString() {
      return "Password[]";
    }
  }

  /**
   * {@code auth_type AH}: the IPsec authentication header with HMAC-MD5-96.
   *
   * @param key at most 8 bytes
   */
  record Header(String key) implements Authentication {
    @Override
    public String toString() {
      return "Header[]";
    }
  }
}
