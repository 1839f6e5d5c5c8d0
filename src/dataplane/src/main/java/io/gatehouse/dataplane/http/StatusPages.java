package io.gatehouse.dataplane.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;
import java.util.TreeMap;

/**
 * The answers HAProxy gives by itself when no errorfile replaces them, byte for byte: scripts and
 * monitoring know them. It has two spellings of the same page: the early one, for what is refused
 * before a request was understood, and the usual one with lower-case names and the connection's
 * fate at the end. Arrays are shared: do not modify.
 */
public final class StatusPages {
  private static final String ACCESS = "You need a valid user and password to access this content.";
  private static final Map<Integer, Page> PAGES = new TreeMap<>();

  static {
    page(200, "OK", "Service ready.");
    page(400, "Bad request", "Your browser sent an invalid request.");
    page(401, "Unauthorized", ACCESS);
    page(403, "Forbidden", "Request forbidden by administrative rules.");
    page(404, "Not Found", "The resource could not be found.");
    page(
        405,
        "Method Not Allowed",
        "A request was made of a resource using a request method not supported by that resource.");
    page(407, "Unauthorized", ACCESS);
    page(408, "Request Time-out", "Your browser didn't send a complete request in time.");
    page(410, "Gone", "The resource is no longer available and will not be available again.");
    page(413, "Payload Too Large", "The request entity exceeds the maximum allowed.");
    page(414, "URI Too Long", "The URI provided was too long for the server to process.");
    page(421, "Misdirected Request", "Request sent to a non-authoritative server.");
    page(422, "Unprocessable Content", "The server cannot process the contained instructions.");
    page(425, "Too Early", "Your browser sent early data.");
    page(429, "Too Many Requests", "You have sent too many requests in a given amount of time.");
    page(431, "Request Header Fields Too Large", "Request Header Fields Too Large.");
    page(500, "Internal Server Error", "An internal server error occurred.");
    page(
        501,
        "Not Implemented",
        "The server does not support the functionality required to fulfill the request.");
    page(502, "Bad Gateway", "The server returned an invalid or incomplete response.");
    page(503, "Service Unavailable", "No server is available to handle this request.");
    page(504, "Gateway Time-out", "The server didn't respond in time.");
  }

  private StatusPages() {}

  private static void page(int status, String reason, String words) {
    String title = status + " " + reason;
    String body = "<html><body><h1>" + title + "</h1>\n" + words + "\n</body></html>\n";
    boolean ends = status == 400 || status == 408;
    String early =
        "HTTP/1.1 "
            + title
            + "\r\nContent-length: "
            + body.length()
            + "\r\nCache-Control: no-cache\r\n"
            + (ends ? "Connection: close\r\n" : "")
            + "Content-Type: text/html\r\n\r\n";
    String usual =
        "HTTP/1.1 "
            + title
            + "\r\ncontent-length: "
            + body.length()
            + "\r\ncache-control: no-cache\r\ncontent-type: text/html\r\n";
    String closing = usual + "connection: close\r\n\r\n";
    PAGES.put(
        status,
        new Page(
            (early + body).getBytes(US_ASCII),
            ((ends ? closing : usual + "\r\n") + body).getBytes(US_ASCII),
            (closing + body).getBytes(US_ASCII),
            body.length()));
  }

  private record Page(byte[] early, byte[] open, byte[] closing, int bodyLength) {}

  private static Page of(int status) {
    Page page = PAGES.get(status);
    return page != null ? page : of(500);
  }

  /** Whether HAProxy knows a page of its own for this status; another gets that of 500. */
  public static boolean known(int status) {
    return PAGES.containsKey(status);
  }

  /** The answer to what never became a request: refused while scanning, or too slow (400, 408). */
  public static byte[] early(int status) {
    return of(status).early;
  }

  /**
   * The answer to a request. With 400 and 408 the connection always ends.
   *
   * @param close whether the connection ends with this answer
   */
  public static byte[] page(int status, boolean close) {
    return close ? of(status).closing : of(status).open;
  }

  /** Bytes of body at the end of {@link #page}, to be left out in an answer to HEAD. */
  public static int bodyLength(int status) {
    return of(status).bodyLength;
  }

  /** The standard words for a status. */
  public static String reason(int status) {
    return Reasons.of(status);
  }
}
