package io.gatehouse.dataplane.http;

import static io.gatehouse.dataplane.http.ByteClass.blank;
import static io.gatehouse.dataplane.http.ByteClass.token;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Walks a chunked body (RFC 9112 section 7.1) without copying it: says how many of the bytes belong
 * to the message and where it ends, so the buffers are relayed as they came. Because nothing is
 * re-encoded, whatever a stricter or laxer reader could take differently is refused: a bare CR or
 * LF anywhere outside the data, an unbalanced quote in an extension, a folded trailer.
 *
 * <pre>
 *  SIZE ─► PADDING ─► EXTENSION ─► SIZE_LF ─┬─► DATA ─► DATA_CR ─► DATA_LF ─► SIZE
 *                                           └─► LINE ─► NAME ─► VALUE ─► VALUE_LF ─► LINE
 *                                                 └─► END_LF ─► DONE
 * </pre>
 */
public final class ChunkDecoder {
  private static final int SIZE = 0;
  private static final int PADDING = 1;
  private static final int EXTENSION = 2;
  private static final int SIZE_LF = 3;
  private static final int DATA = 4;
  private static final int DATA_CR = 5;
  private static final int DATA_LF = 6;
  private static final int LINE = 7;
  private static final int NAME = 8;
  private static final int VALUE = 9;
  private static final int VALUE_LF = 10;
  private static final int END_LF = 11;
  private static final int DONE = 12;
  private static final int FAILED = 13;

  /** Sizes stop at 2^52: readers that hold numbers as floating point agree up to there. */
  private static final long TOO_LARGE = 1L << 52;

  private final int ceiling;
  private int state;
  private long size;
  private long payload;
  private int figures;
  private int overhead;
  private int taken;
  private int content;
  private boolean quoted;
  private boolean escaped;
  private ScanError error = ScanError.NONE;

  /**
   * @param rules gives the ceiling of one size line, and of the trailer section
   */
  public ChunkDecoder(HeadRules rules) {
    this.ceiling = rules.received();
    begin();
  }

  /** Makes it ready for another body. */
  public ChunkDecoder begin() {
    payload = 0;
    error = ScanError.NONE;
    taken = 0;
    content = 0;
    startSize();
    return this;
  }

  private void startSize() {
    state = SIZE;
    size = 0;
    figures = 0;
    overhead = 0;
    quoted = false;
    escaped = false;
  }

  /**
   * Looks at the readable bytes and moves no index. Afterwards the first {@link #taken} readable
   * bytes are this message's; they must be consumed before the next call. In case of an error they
   * are the ones before the offending byte.
   */
  public ScanResult scan(ByteBuf in) {
    return walk(in, null);
  }

  /** As {@link #scan}, and appends the data to {@code out}. */
  public ScanResult read(ByteBuf in, ByteBuf out) {
    return walk(in, out);
  }

  private ScanResult walk(ByteBuf in, @Nullable ByteBuf out) {
    int start = in.readerIndex();
    int end = in.writerIndex();
    int p = start;
    content = 0;
    while (p < end && state < DONE) {
      if (state == DATA) {
        int count = skipData(end - p);
        if (out != null) {
          out.writeBytes(in, p, count);
        }
        p += count;
      } else if (step(in.getByte(p))) {
        p++;
      }
    }
    taken = p - start;
    return switch (state) {
      case DONE -> ScanResult.COMPLETE;
      case FAILED -> ScanResult.ERROR;
      default -> ScanResult.NEED_MORE;
    };
  }

  private int skipData(int available) {
    int count = (int) Math.min(available, size);
    size -= count;
    content += count;
    if (size == 0) {
      state = DATA_CR;
    }
    return count;
  }

  /** Takes one byte of framing; false when it is refused. */
  private boolean step(byte b) {
    if (++overhead > ceiling) {
      return fail(state >= LINE ? ScanError.TRAILERS_TOO_LARGE : ScanError.CHUNK_EXTENSION);
    }
    return switch (state) {
      case SIZE -> size(b);
      case PADDING -> blank(b) || endOfSize(b);
      case EXTENSION -> extension(b);
      case SIZE_LF -> b == '\n' ? startData() : fail(ScanError.CHUNK_SIZE);
      case DATA_CR -> expect(b, '\r', DATA_LF, ScanError.CHUNK_END);
      case DATA_LF -> endData(b);
      case LINE -> line(b);
      case NAME -> name(b);
      case VALUE -> value(b);
      case VALUE_LF -> expect(b, '\n', LINE, ScanError.TRAILER);
      default -> end(b);
    };
  }

  private boolean expect(byte b, char wanted, int then, ScanError otherwise) {
    if (b != wanted) {
      return fail(otherwise);
    }
    state = then;
    return true;
  }

  /** The end counts as one byte of content, as HAProxy's representation has it. */
  private boolean end(byte b) {
    content++;
    return expect(b, '\n', DONE, ScanError.TRAILER);
  }

  private boolean fail(ScanError why) {
    error = why;
    state = FAILED;
    return false;
  }

  private boolean size(byte b) {
    int figure = Character.digit(b, 16);
    if (figure < 0) {
      return figures == 0 ? fail(ScanError.CHUNK_SIZE) : endOfFigures(b);
    }
    figures++;
    size = (size << 4) + figure;
    return size < TOO_LARGE || fail(ScanError.CHUNK_SIZE);
  }

  private boolean endOfFigures(byte b) {
    if (blank(b)) {
      state = PADDING;
      return true;
    }
    return endOfSize(b);
  }

  private boolean endOfSize(byte b) {
    if (b == '\r') {
      state = SIZE_LF;
      return true;
    }
    return expect(b, ';', EXTENSION, ScanError.CHUNK_SIZE);
  }

  /** Quotes and escapes must be balanced: a reader that minds them must see the same line end. */
  private boolean extension(byte b) {
    if (b == '\r') {
      return quoted || escaped
          ? fail(ScanError.CHUNK_EXTENSION)
          : expect(b, '\r', SIZE_LF, ScanError.CHUNK_EXTENSION);
    }
    boolean control = (b >= 0 && b < ' ' && b != '\t') || b == 0x7f;
    if (control || (b == '\\' && !quoted)) {
      return fail(ScanError.CHUNK_EXTENSION);
    }
    if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      quoted = !quoted;
    }
    return true;
  }

  private boolean startData() {
    payload += size;
    overhead = 0;
    state = size == 0 ? LINE : DATA;
    return true;
  }

  private boolean endData(byte b) {
    if (b != '\n') {
      return fail(ScanError.CHUNK_END);
    }
    startSize();
    return true;
  }

  private boolean line(byte b) {
    if (b == '\r') {
      state = END_LF;
      return true;
    }
    state = NAME;
    content++;
    return token(b) || fail(ScanError.TRAILER);
  }

  private boolean name(byte b) {
    if (b == ':') {
      state = VALUE;
      return true;
    }
    content++;
    return token(b) || fail(ScanError.TRAILER);
  }

  private boolean value(byte b) {
    if (b == '\r') {
      state = VALUE_LF;
      return true;
    }
    content += blank(b) ? 0 : 1;
    return (b != '\n' && b != 0) || fail(ScanError.TRAILER);
  }

  /** How many of the bytes just scanned belong to this message. */
  public int taken() {
    return taken;
  }

  /** How many of them were data, or names and values of trailers, or the end of all. */
  public int content() {
    return content;
  }

  /** Announced bytes of data so far, without framing. */
  public long payload() {
    return payload;
  }

  public ScanError error() {
    return error;
  }
}
