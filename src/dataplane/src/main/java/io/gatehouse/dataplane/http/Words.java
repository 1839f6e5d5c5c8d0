package io.gatehouse.dataplane.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Field names and tokens the message layer knows, in ASCII lower case. */
final class Words {
  static final byte[] HTTP = ascii("http");
  static final byte[] HOST = ascii("host");
  static final byte[] EXPECT = ascii("expect");
  static final byte[] UPGRADE = ascii("upgrade");
  static final byte[] CONNECTION = ascii("connection");
  static final byte[] CONTENT_LENGTH = ascii("content-length");
  static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
  static final byte[] SEC_WEBSOCKET_KEY = ascii("sec-websocket-key");
  static final byte[] SEC_WEBSOCKET_ACCEPT = ascii("sec-websocket-accept");
  static final byte[] CHUNKED = ascii("chunked");
  static final byte[] CLOSE = ascii("close");
  static final byte[] KEEP_ALIVE = ascii("keep-alive");
  static final byte[] WEBSOCKET = ascii("websocket");
  static final byte[] H2C = ascii("h2c");
  static final byte[] H2 = ascii("h2");
  static final byte[] CONTINUE = ascii("100-continue");
  static final byte[] QUESTION_MARK = ascii("?");
  static final byte[] HTTP_1_0 = ascii("HTTP/1.0");
  static final byte[] HTTP_1_1 = ascii("HTTP/1.1");
  static final byte[] SLASH = ascii("/");
  static final byte[] CRLF = ascii("\r\n");

  private Words() {}

  static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
