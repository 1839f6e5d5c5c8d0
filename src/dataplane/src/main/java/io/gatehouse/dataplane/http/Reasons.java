package io.gatehouse.dataplane.http;

/** The words HAProxy puts behind a status when nothing else names them. */
final class Reasons {
  private static final String[] WORDS = new String[600];

  static {
    put(100, "Continue", "Switching Protocols", "Processing");
    put(
        200,
        "OK",
        "Created",
        "Accepted",
        "Non-Authoritative Information",
        "No Content",
        "Reset Content",
        "Partial Content",
        "Multi-Status");
    put(210, "Content Different");
    put(226, "IM Used");
    put(
        300,
        "Multiple Choices",
        "Moved Permanently",
        "Found",
        "See Other",
        "Not Modified",
        "Use Proxy");
    put(307, "Temporary Redirect", "Permanent Redirect");
    put(310, "Too many Redirects");
    put(
        400,
        "Bad Request",
        "Unauthorized",
        "Payment Required",
        "Forbidden",
        "Not Found",
        "Method Not Allowed",
        "Not Acceptable",
        "Proxy Authentication Required",
        "Request Time-out",
        "Conflict",
        "Gone",
        "Length Required",
        "Precondition Failed",
        "Request Entity Too Large",
        "Request-URI Too Long",
        "Unsupported Media Type",
        "Requested range unsatisfiable",
        "Expectation failed",
        "I'm a teapot");
    put(
        421,
        "Misdirected Request",
        "Unprocessable Content",
        "Locked",
        "Method failure",
        "Too Early",
        "Upgrade Required");
    put(428, "Precondition Required", "Too Many Requests");
    put(431, "Request Header Fields Too Large");
    put(449, "Retry With", "Blocked by Windows Parental Controls", "Unavailable For Legal Reasons");
    put(456, "Unrecoverable Error");
    put(
        499,
        "client has closed connection",
        "Internal Server Error",
        "Not Implemented",
        "Bad Gateway or Proxy Error",
        "Service Unavailable",
        "Gateway Time-out",
        "HTTP Version not supported",
        "Variant also negotiate",
        "Insufficient storage",
        "Loop detected",
        "Bandwidth Limit Exceeded",
        "Not extended",
        "Network authentication required");
    put(520, "Web server is returning an unknown error");
  }

  private Reasons() {}

  private static void put(int first, String... words) {
    System.arraycopy(words, 0, WORDS, first, words.length);
  }

  static String of(int status) {
    String words = status < WORDS.length ? WORDS[status] : null;
    if (words != null) {
      return words;
    }
    return switch (status / 100) {
      case 1 -> "Informational";
      case 2 -> "Success";
      case 3 -> "Redirection";
      case 4 -> "Client Error";
      case 5 -> "Server Error";
      default -> "Other";
    };
  }
}
