package io.gatehouse.dataplane.health;

import java.io.IOException;
import java.util.Map;
import javax.net.ssl.SSLException;

/**
 * What the system says of a connection that failed, without what Netty and Java add to it, behind
 * the name of the error: {@code ECONNREFUSED returned by OS (Connection refused)}. HAProxy's newer
 * versions say it so ({@code conn_err_code_str}), where 2.6 has the words alone. Any thread.
 */
public final class SystemWords {
  private static final String NATIVE = "failed with error(";

  private static final Map<String, String> NAMES =
      Map.of(
          "Connection refused", "ECONNREFUSED",
          "Connection reset by peer", "ECONNRESET",
          // HAProxy has one name for a host and for a network.
          "No route to host", "ENETUNREACH",
          "Broken pipe", "EPIPE");

  private SystemWords() {}

  /** Empty where the system says nothing. */
  public static String of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return "SSL fatal error";
      }
    }
    return named(plain(failure));
  }

  /** Without the name of the error. */
  static String plain(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() instanceof IOException cause) {
      first = cause;
    }
    return bare(first.getMessage() == null ? "" : first.getMessage());
  }

  static String named(String words) {
    String name = NAMES.get(words);
    return name == null ? words : name + " returned by OS (" + words + ")";
  }

  private static String bare(String message) {
    int number = message.indexOf(NATIVE);
    if (number >= 0) {
      int words = message.indexOf(": ", number);
      return words < 0 ? message : message.substring(words + 2);
    }
    if (message.equals("Connection reset")) {
      return "Connection reset by peer";
    }
    int end = message.indexOf(" (");
    return end < 0 ? message : message.substring(0, end);
  }
}
