package io.gatehouse.dataplane.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.ResponseHead;
import io.netty.buffer.ByteBuf;

/**
 * A response: feed it what arrives until it is complete, read and edit the head, then write it. An
 * interim response (1xx) is a message of its own; begin again for the final one.
 *
 * <p>Belongs to one event loop; see {@link HeadPool} for its life.
 */
public final class ResponseMessage extends Message implements ResponseHead {
  private final ResponseScanner scanner;
  private Method asked = Method.OTHER;
  private int status;
  private int versionLength;
  private int reasonOffset;
  private int reasonLength;

  ResponseMessage(HeadRules rules) {
    super(rules);
    this.scanner = new ResponseScanner(this);
  }

  /**
   * Makes it ready for a new head.
   *
   * @param asked the method that was sent to the server: HEAD and CONNECT change where the message
   *     ends
   * @param unsafe {@code option accept-unsafe-violations-in-http-response}
   */
  public ResponseMessage begin(Method asked, boolean unsafe) {
    clear();
    this.asked = asked;
    status = 0;
    versionLength = 0;
    reasonOffset = 0;
    reasonLength = 0;
    scanner.begin(unsafe);
    return this;
  }

  @Override
  public ScanResult feed(ByteBuf in) {
    return scanner.feed(in);
  }

  /** Whether a byte of the head has come. */
  public boolean started() {
    return scanner.started();
  }

  @Override
  public ScanError error() {
    return scanner.error();
  }

  @Override
  public int errorOffset() {
    return scanner.errorOffset();
  }

  /** An answer that is followed by the final one; 101 is final. */
  public boolean interim() {
    return status < 200 && status != 101;
  }

  @Override
  public Framing framing() {
    if (status == 101 || (asked == Method.CONNECT && status >= 200 && status < 300)) {
      return Framing.TUNNEL;
    }
    if (asked == Method.HEAD || status < 200 || status == 204 || status == 304) {
      return Framing.NONE;
    }
    if (notes.chunked()) {
      return Framing.CHUNKED;
    }
    if (notes.hasLength()) {
      return notes.contentLength > 0 ? Framing.LENGTH : Framing.NONE;
    }
    return Framing.CLOSE;
  }

  void endVersion(int length) {
    versionLength = length;
  }

  void status(int code) {
    status = code;
  }

  void startReason(int at) {
    reasonOffset = at;
  }

  void endReason(int end) {
    reasonLength = end - reasonOffset;
    startEnd = end;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public int reasonOffset() {
    return reasonOffset;
  }

  @Override
  public int reasonLength() {
    return reasonLength;
  }

  @Override
  public boolean status(int status, byte[] reason, int offset, int length) {
    byte[] words = length == 0 ? StatusPages.reason(status).getBytes(US_ASCII) : reason;
    int at = length == 0 ? keep(words, 0, words.length) : keep(words, offset, length);
    if (at < 0) {
      return false;
    }
    this.status = status;
    reasonOffset = at;
    reasonLength = length == 0 ? words.length : length;
    startEdited = true;
    edited = true;
    return true;
  }

  /** Not of a response; the configuration never asks for it. */
  @Override
  public boolean method(byte[] value, int offset, int length) {
    throw new IllegalStateException("a response has no method");
  }

  /** Not of a response; the configuration never asks for it. */
  @Override
  public boolean uri(byte[] value, int offset, int length) {
    throw new IllegalStateException("a response has no target");
  }

  /** Not of a response; the configuration never asks for it. */
  @Override
  public boolean path(byte[] value, int offset, int length) {
    throw new IllegalStateException("a response has no target");
  }

  /** Not of a response; the configuration never asks for it. */
  @Override
  public boolean query(byte[] value, int offset, int length) {
    throw new IllegalStateException("a response has no target");
  }

  @Override
  void writeStartLine(ByteBuf out) {
    if (version >= 11) {
      out.writeBytes(Words.HTTP_1_1);
    } else {
      out.writeBytes(bytes, 0, versionLength);
    }
    out.writeByte(' ').writeByte('0' + status / 100 % 10).writeByte('0' + status / 10 % 10);
    out.writeByte('0' + status % 10).writeByte(' ');
    if (reasonLength > 0) {
      out.writeBytes(bytes, reasonOffset, reasonLength);
    } else if (version <= 11) {
      // HTTP/2 has no reasons, and HAProxy does not make them up.
      out.writeCharSequence(StatusPages.reason(status), US_ASCII);
    }
  }
}
