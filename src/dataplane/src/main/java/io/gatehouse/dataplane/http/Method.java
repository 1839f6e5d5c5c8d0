package io.gatehouse.dataplane.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** The methods whose meaning changes what a proxy does; case matters (RFC 9110 section 9.1). */
public enum Method {
  OPTIONS,
  GET,
  HEAD,
  POST,
  PUT,
  DELETE,
  TRACE,
  CONNECT,
  OTHER;

  private final byte[] word = name().getBytes(US_ASCII);

  public static Method of(byte[] bytes, int offset, int length) {
    Method candidate = candidate(length == 0 ? 0 : bytes[offset], length);
    byte[] word = candidate.word;
    boolean same =
        candidate != OTHER && Arrays.equals(bytes, offset, offset + length, word, 0, word.length);
    return same ? candidate : OTHER;
  }

  private static Method candidate(int first, int length) {
    return switch (length) {
      case 3 -> first == 'G' ? GET : PUT;
      case 4 -> first == 'H' ? HEAD : POST;
      case 5 -> TRACE;
      case 6 -> DELETE;
      case 7 -> first == 'C' ? CONNECT : OPTIONS;
      default -> OTHER;
    };
  }
}
