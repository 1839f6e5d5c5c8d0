package io.gatehouse.dataplane.check;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import javax.net.ssl.SSLException;

/** What the system says of a connection that failed, without what Netty and Java add to it. */
final class SystemWords {
  private static final String NATIVE = "failed with error(";

  private SystemWords() {}

  /** Whether it never stood, rather than broke. */
  static boolean refused(Throwable failure) {
    return failure instanceof ConnectException || failure instanceof NoRouteToHostException;
  }

  static String of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return "SSL fatal error";
      }
    }
    Throwable first = failure;
    while (first.getCause() instanceof IOException cause) {
      first = cause;
    }
    String message = first.getMessage();
    if (message == null) {
      return "";
    }
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
