package io.gatehouse.dataplane.http2;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.util.Set;

/**
 * What bytes fields of HTTP/2 may have before they become lines of HTTP/1 (RFC 9113 section 8.2).
 */
final class FieldBytes {
  private static final AsciiString TE = AsciiString.cached("te");
  private static final AsciiString TRAILERS = AsciiString.cached("trailers");
  private static final Set<AsciiString> CONNECTION =
      Set.of(
          AsciiString.cached("connection"),
          AsciiString.cached("proxy-connection"),
          AsciiString.cached("keep-alive"),
          AsciiString.cached("upgrade"),
          AsciiString.cached("transfer-encoding"));
  private static final String MARKS = "!#$%&'*+-.^_`|~";

  private FieldBytes() {}

  private static boolean tokenByte(byte b) {
    return letter(b) || digit(b) || b > 0 && MARKS.indexOf(b) >= 0;
  }

  private static boolean letter(byte b) {
    return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
  }

  private static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean token(AsciiString text) {
    boolean good = !text.isEmpty();
    for (int i = 0; good && i < text.length(); i++) {
      good = tokenByte(text.byteAt(i));
    }
    return good;
  }

  /** A token without capital letters. */
  static boolean name(AsciiString text) {
    boolean good = token(text);
    for (int i = 0; good && i < text.length(); i++) {
      byte b = text.byteAt(i);
      good = b < 'A' || b > 'Z';
    }
    return good;
  }

  /** Without what ends a line, or a string. */
  static boolean value(AsciiString text) {
    boolean good = true;
    for (int i = 0; good && i < text.length(); i++) {
      byte b = text.byteAt(i);
      good = b != '\r' && b != '\n' && b != 0;
    }
    return good;
  }

  /** Without blanks and control bytes. */
  static boolean target(AsciiString text) {
    boolean good = true;
    for (int i = 0; good && i < text.length(); i++) {
      int b = text.byteAt(i) & 0xff;
      good = b > ' ' && b != 0x7f;
    }
    return good;
  }

  static boolean scheme(AsciiString text) {
    boolean good = !text.isEmpty() && letter(text.byteAt(0));
    for (int i = 1; good && i < text.length(); i++) {
      byte b = text.byteAt(i);
      good = letter(b) || digit(b) || b == '+' || b == '-' || b == '.';
    }
    return good;
  }

  /** Whether a field speaks about a connection, which is not said in HTTP/2. */
  static boolean ofConnection(AsciiString name) {
    return CONNECTION.contains(name);
  }

  /** The same of a request: TE may name trailers. */
  static boolean ofConnection(AsciiString name, AsciiString value) {
    return ofConnection(name) || name.contentEquals(TE) && !value.contentEquals(TRAILERS);
  }

  /** A name of HTTP/1 as HTTP/2 has it, without capital letters. */
  static AsciiString small(byte[] bytes, int from, int length) {
    byte[] lower = new byte[length];
    for (int i = 0; i < length; i++) {
      byte b = bytes[from + i];
      lower[i] = (byte) (b >= 'A' && b <= 'Z' ? b + 32 : b);
    }
    return new AsciiString(lower, false);
  }

  static void write(AsciiString text, ByteBuf out) {
    out.writeBytes(text.array(), text.arrayOffset(), text.length());
  }

  static void writeField(AsciiString name, AsciiString value, ByteBuf out) {
    write(name, out);
    out.writeByte(':').writeByte(' ');
    write(value, out);
    endLine(out);
  }

  static void endLine(ByteBuf out) {
    out.writeByte('\r').writeByte('\n');
  }
}
