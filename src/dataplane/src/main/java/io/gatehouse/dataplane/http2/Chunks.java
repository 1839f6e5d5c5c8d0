package io.gatehouse.dataplane.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Arrays;

/**
 * Takes a chunked body apart that an exchange relays: it was checked there to the letter, so what
 * is read here follows the grammar of RFC 9112 section 7.1.
 *
 * <pre>
 *  SIZE ─┬─► DATA ─► DATA_END ─► SIZE
 *        └─► TRAILERS ─► ENDED
 * </pre>
 */
final class Chunks {
  private enum Step {
    SIZE,
    DATA,
    DATA_END,
    TRAILERS,
    ENDED
  }

  private final Http2Headers trailers = new DefaultHttp2Headers(false);
  private Step step = Step.SIZE;
  private long left;
  private byte[] line = new byte[64];
  private int length;

  /**
   * Reads framing up to the next data.
   *
   * @return bytes of data that are readable now, to be read before the next call; 0 when there are
   *     none
   */
  int next(ByteBuf in) {
    while (in.isReadable() && step != Step.ENDED) {
      if (step == Step.DATA) {
        int size = (int) Math.min(left, in.readableBytes());
        left -= size;
        if (left == 0) {
          step = Step.DATA_END;
        }
        return size;
      }
      byte b = in.readByte();
      if (b == '\n') {
        endLine();
      } else if (b != '\r') {
        keep(b);
      }
    }
    return 0;
  }

  private void keep(byte b) {
    if (length == line.length) {
      line = Arrays.copyOf(line, length * 2);
    }
    line[length++] = b;
  }

  private void endLine() {
    switch (step) {
      case SIZE -> endSize();
      case DATA_END -> step = Step.SIZE;
      default -> endTrailer();
    }
    length = 0;
  }

  private void endSize() {
    left = 0;
    for (int i = 0; i < length && Character.digit(line[i], 16) >= 0; i++) {
      left = left << 4 | Character.digit(line[i], 16);
    }
    step = left == 0 ? Step.TRAILERS : Step.DATA;
  }

  private void endTrailer() {
    if (length == 0) {
      step = Step.ENDED;
      return;
    }
    int colon = 0;
    while (colon < length && line[colon] != ':') {
      colon++;
    }
    AsciiString name = FieldBytes.small(line, 0, colon);
    AsciiString value =
        colon < length
            ? new AsciiString(line, colon + 1, length - colon - 1, true).trim()
            : AsciiString.EMPTY_STRING;
    if (!name.isEmpty() && !FieldBytes.ofConnection(name)) {
      trailers.add(name, value);
    }
  }

  /** Whether the last line has come. */
  boolean ended() {
    return step == Step.ENDED;
  }

  /** Fields behind the data. */
  Http2Headers trailers() {
    return trailers;
  }
}
