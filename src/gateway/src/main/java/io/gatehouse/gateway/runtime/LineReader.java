package io.gatehouse.gateway.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Cuts what a connection sends into commands. Bytes are kept as they are (ISO 8859-1). */
final class LineReader {
  /** More than any command needs; a payload may be as long. */
  static final int LIMIT = 16_384;

  private final Conduit conduit;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private byte[] data = {};
  private int at;

  LineReader(Conduit conduit) {
    this.conduit = conduit;
  }

  /** Whether something was received that is not read yet. */
  boolean ready() {
    return at < data.length;
  }

  /** Up to a line's end, or up to a semicolon that no backslash protects; null at the end. */
  @Nullable String command(Duration patience) throws InterruptedException {
    return read(true, patience);
  }

  /** Up to a line's end; null at the end. */
  @Nullable String line(Duration patience) throws InterruptedException {
    return read(false, patience);
  }

  private @Nullable String read(boolean semicolons, Duration patience) throws InterruptedException {
    buffer.reset();
    boolean escaped = false;
    while (buffer.size() < LIMIT) {
      if (at == data.length) {
        data = conduit.take(patience);
        at = 0;
        if (data.length == 0) {
          return null;
        }
      }
      byte b = data[at++];
      if (b == '\n' || (semicolons && b == ';' && !escaped)) {
        return text();
      }
      escaped = b == '\\' && !escaped;
      buffer.write(b);
    }
    return null;
  }

  private String text() {
    String text = buffer.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
