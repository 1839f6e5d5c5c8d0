package io.gatehouse.dataplane.http;

import io.gatehouse.api.HttpHead;
import io.gatehouse.api.rule.HeadEditor;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * A head in one array: the received bytes first, what edits add behind them. Each field has a slot
 * of offsets. A field's line lies in one piece, so an edited head is gathered from few runs of
 * adjacent lines; the order of fields is kept.
 *
 * <p>Pooled by {@link HeadPool}; belongs to one exchange on one event loop.
 */
public abstract sealed class Message implements HttpHead, HeadEditor
    permits RequestMessage, ResponseMessage {
  private static final int STRIDE = 5;
  private static final int NAME = 0;
  private static final int NAME_LENGTH = 1;
  private static final int VALUE = 2;
  private static final int VALUE_LENGTH = 3;

  /** Where the line's CR, or bare LF, lies. Negative (its complement) once the field is removed. */
  private static final int LINE_END = 4;

  final HeadRules rules;
  final byte[] bytes;
  final BodyNotes notes;
  private int[] slots = new int[24 * STRIDE];
  private int fields;

  /** End of what is in the array. */
  int used;

  /** End of the received head. */
  int headEnd;

  /** Where the start line's CR, or bare LF, lies. */
  int startEnd;

  int version;

  /** The received bytes no longer are what goes out. */
  boolean edited;

  /** The start line must be composed from its parts. */
  boolean startEdited;

  Message(HeadRules rules) {
    this.rules = rules;
    this.bytes = new byte[rules.bufsize()];
    this.notes = new BodyNotes(this);
  }

  /** Takes bytes up to the end of the head, and leaves what follows in {@code in}. */
  public abstract ScanResult feed(ByteBuf in);

  /** Why the message was refused. */
  public abstract ScanError error();

  /** Offset of the byte at which it was refused, from the start of the start line. */
  public abstract int errorOffset();

  /** How the end of the body is known. */
  public abstract Framing framing();

  /** Writes the start line from its parts, without its CRLF. */
  abstract void writeStartLine(ByteBuf out);

  void clear() {
    fields = 0;
    used = 0;
    headEnd = 0;
    startEnd = 0;
    version = 10;
    edited = false;
    startEdited = false;
    notes.clear();
  }

  /** Announced length of the body, meaningful with {@link Framing#LENGTH}. */
  public long contentLength() {
    return notes.contentLength;
  }

  /** Whether the sender lets the connection live on, by version and Connection tokens. */
  public boolean keepAlive() {
    return notes.keepAlive(version);
  }

  /** Whether Connection names "upgrade" and a usable Upgrade field is there. */
  public boolean upgrade() {
    return notes.upgrade();
  }

  /** Whether the upgrade asked for, or accepted, is WebSocket. */
  public boolean websocket() {
    return notes.upgrade() && notes.websocket();
  }

  /** True while the received bytes may be forwarded as they came: nothing was normalised. */
  public boolean unedited() {
    return !edited;
  }

  /** Length of the head as received, without empty lines before it. */
  public int headLength() {
    return headEnd;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int fields() {
    return fields;
  }

  @Override
  public boolean removed(int field) {
    return slots[field * STRIDE + LINE_END] < 0;
  }

  @Override
  public int nameOffset(int field) {
    return slots[field * STRIDE + NAME];
  }

  @Override
  public int nameLength(int field) {
    return slots[field * STRIDE + NAME_LENGTH];
  }

  @Override
  public int valueOffset(int field) {
    return slots[field * STRIDE + VALUE];
  }

  @Override
  public int valueLength(int field) {
    return slots[field * STRIDE + VALUE_LENGTH];
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public int find(byte[] lowerCaseName, int from) {
    int length = lowerCaseName.length;
    for (int field = from; field < fields; field++) {
      int slot = field * STRIDE;
      if (slots[slot + NAME_LENGTH] == length
          && slots[slot + LINE_END] >= 0
          && ByteClass.equalsLower(bytes, slots[slot + NAME], lowerCaseName)) {
        return field;
      }
    }
    return -1;
  }

  /** Adds a slot for a line whose bytes are in the array already. */
  int slot(int name, int nameLength, int value, int valueLength, int lineEnd) {
    int slot = fields * STRIDE;
    if (slot == slots.length) {
      slots = Arrays.copyOf(slots, slot * 2);
    }
    slots[slot + NAME] = name;
    slots[slot + NAME_LENGTH] = nameLength;
    slots[slot + VALUE] = value;
    slots[slot + VALUE_LENGTH] = valueLength;
    slots[slot + LINE_END] = lineEnd;
    return fields++;
  }

  /** Fields that count against {@code tune.http.maxhdr}: the ones not dropped while scanning. */
  int kept() {
    int kept = 0;
    for (int field = 0; field < fields; field++) {
      kept += removed(field) ? 0 : 1;
    }
    return kept;
  }

  @Override
  public void remove(int field) {
    int slot = field * STRIDE + LINE_END;
    if (slots[slot] >= 0) {
      slots[slot] = ~slots[slot];
      edited = true;
    }
  }

  /**
   * Removes every field of this name.
   *
   * @param lowerCaseName ASCII lower case
   */
  public void removeAll(byte[] lowerCaseName) {
    for (int field = find(lowerCaseName, 0); field >= 0; field = find(lowerCaseName, field + 1)) {
      remove(field);
    }
  }

  @Override
  public boolean add(byte[] name, byte[] value, int offset, int length) {
    int nameAt = used;
    int valueAt = nameAt + name.length + 2;
    if (length > bytes.length - valueAt - 2) {
      return false;
    }
    System.arraycopy(name, 0, bytes, nameAt, name.length);
    bytes[valueAt - 2] = ':';
    bytes[valueAt - 1] = ' ';
    System.arraycopy(value, offset, bytes, valueAt, length);
    used = endLine(valueAt + length);
    slot(nameAt, name.length, valueAt, length, valueAt + length);
    edited = true;
    return true;
  }

  private int endLine(int at) {
    bytes[at] = '\r';
    bytes[at + 1] = '\n';
    return at + 2;
  }

  @Override
  public boolean value(int field, byte[] value, int offset, int length) {
    if (length <= valueLength(field)) {
      System.arraycopy(value, offset, bytes, valueOffset(field), length);
      shorten(field, length);
      return true;
    }
    int nameLength = nameLength(field);
    int nameAt = used;
    int valueAt = nameAt + nameLength + 2;
    if (length > bytes.length - valueAt - 2) {
      return false;
    }
    System.arraycopy(value, offset, bytes, valueAt, length);
    System.arraycopy(bytes, nameOffset(field), bytes, nameAt, nameLength);
    bytes[valueAt - 2] = ':';
    bytes[valueAt - 1] = ' ';
    used = endLine(valueAt + length);
    place(field, nameAt, valueAt, length);
    return true;
  }

  private void place(int field, int name, int value, int valueLength) {
    int slot = field * STRIDE;
    slots[slot + NAME] = name;
    slots[slot + VALUE] = value;
    slots[slot + VALUE_LENGTH] = valueLength;
    slots[slot + LINE_END] = value + valueLength;
    edited = true;
  }

  /** Cuts a value in place: the line ends earlier, so this needs no room. */
  void shorten(int field, int length) {
    int lineEnd = slots[field * STRIDE + LINE_END];
    int end = valueOffset(field) + length;
    if (lineEnd > end) {
      endLine(end);
    }
    place(field, nameOffset(field), valueOffset(field), length);
  }

  /** Copies bytes behind everything else and returns where they are, or -1 without room. */
  int keep(byte[] value, int offset, int length) {
    if (length > bytes.length - used) {
      return -1;
    }
    System.arraycopy(value, offset, bytes, used, length);
    used += length;
    return used - length;
  }

  /** Writes the head as it goes out, with the empty line behind it. */
  public void writeTo(ByteBuf out) {
    if (!edited) {
      out.writeBytes(bytes, 0, headEnd);
      return;
    }
    int from = 0;
    int to = 0;
    if (startEdited || bytes[startEnd] != '\r') {
      writeStartLine(out);
      out.writeBytes(Words.CRLF);
    } else {
      to = startEnd + 2;
    }
    for (int slot = 0; slot < fields * STRIDE; slot += STRIDE) {
      int end = slots[slot + LINE_END];
      if (end < 0) {
        continue;
      }
      if (slots[slot + NAME] != to) {
        out.writeBytes(bytes, from, to - from);
        from = slots[slot + NAME];
      }
      to = end + 2;
      if (bytes[end] != '\r') {
        // A line that came with a bare LF goes out with CRLF.
        out.writeBytes(bytes, from, end - from).writeBytes(Words.CRLF);
        from = to;
      }
    }
    out.writeBytes(bytes, from, to - from).writeBytes(Words.CRLF);
  }
}
