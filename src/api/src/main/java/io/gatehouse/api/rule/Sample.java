package io.gatehouse.api.rule;

import io.gatehouse.api.ByteSink;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way from a fetch through converters to a match or an action: one mutable holder,
 * reused, so that evaluation allocates nothing. Strings, binaries, addresses (4 or 16 bytes in
 * network order) and methods are views of somebody's bytes; a converter that makes new bytes writes
 * them to {@link #sink} and then calls {@link #takeSink}.
 *
 * <p>Thread: the event loop that evaluates. Lifetime: one evaluation.
 */
public final class Sample {
  /** In place of a cursor: one value is asked for, none will follow. */
  static final int SINGLE = -1;

  private final int ceiling;
  private final ByteSink[] sinks;
  private @Nullable Sample companion;
  private int current;
  private SampleType type = SampleType.BOOLEAN;
  private long integer;
  private byte[] bytes = {};
  private int offset;
  private int length;
  private int cursor;
  private boolean more;
  private boolean undecided;

  /** A holder whose converted values never exceed {@code ceiling} bytes (tune.bufsize). */
  public Sample(int ceiling) {
    this.ceiling = ceiling;
    sinks = new ByteSink[] {new ByteSink(ceiling), new ByteSink(ceiling)};
  }

  public SampleType type() {
    return type;
  }

  /** The number, or 1 and 0 for booleans. */
  public long integer() {
    return integer;
  }

  public boolean bool() {
    return integer != 0;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  public Sample setBoolean(boolean value) {
    type = SampleType.BOOLEAN;
    integer = value ? 1 : 0;
    return this;
  }

  public Sample setInteger(long value) {
    type = SampleType.INTEGER;
    integer = value;
    return this;
  }

  public Sample setString(byte[] array, int from, int count) {
    return view(SampleType.STRING, array, from, count);
  }

  public Sample setBinary(byte[] array, int from, int count) {
    return view(SampleType.BINARY, array, from, count);
  }

  public Sample setMethod(byte[] array, int from, int count) {
    return view(SampleType.METHOD, array, from, count);
  }

  /** Copies a text of which every char is one byte; allocates nothing. */
  public Sample setText(String text) {
    sink().add(text);
    return takeSink(SampleType.STRING);
  }

  /** An address of 4 or 16 bytes in network order. */
  public Sample setAddress(byte[] address) {
    return view(
        address.length == 4 ? SampleType.IPV4 : SampleType.IPV6, address, 0, address.length);
  }

  /** Points the sample at bytes that somebody else keeps for as long as the evaluation lasts. */
  public Sample view(SampleType newType, byte[] array, int from, int count) {
    type = newType;
    bytes = array;
    offset = from;
    length = count;
    return this;
  }

  /** An empty sink that does not hold the current value, so that one can be read while written. */
  public ByteSink sink() {
    current ^= 1;
    return sinks[current].clear();
  }

  /** The sink handed out last. */
  ByteSink current() {
    return sinks[current];
  }

  /** Makes what was written to {@link #sink} the value. */
  public Sample takeSink(SampleType newType) {
    ByteSink sink = sinks[current];
    return view(newType, sink.array(), 0, sink.length());
  }

  /**
   * A second holder for a converter that needs another value beside this one, made at first use.
   */
  public Sample companion() {
    if (companion == null) {
      companion = new Sample(ceiling);
    }
    return companion;
  }

  /** Whether the caller tries each value of the fetch in turn, as conditions do. */
  public boolean iterating() {
    return cursor != SINGLE;
  }

  /** Where an iterating fetch with several values goes on; 0 at the first call. */
  public int cursor() {
    return cursor;
  }

  /** Called by a fetch that has more values: it is called again with this cursor. */
  public void more(int nextCursor) {
    cursor = nextCursor;
    more = true;
  }

  public boolean hasMore() {
    return more;
  }

  /**
   * Called by a fetch whose answer, found or not, may change as long as {@link
   * io.gatehouse.api.Exchange#inspectionOver} is false: conditions on it then wait.
   */
  public void undecided() {
    undecided = true;
  }

  /**
   * For converters that know better than the fetch: more bytes would change nothing. A converter
   * that does want more calls {@link #undecided} afterwards.
   */
  public void settled() {
    undecided = false;
  }

  public boolean isUndecided() {
    return undecided;
  }

  /** Called before each fetch. */
  void beforeFetch(int from) {
    cursor = from;
    more = false;
    undecided = false;
  }

  /** Allocates: the bytes as ISO-8859-1 text. */
  public String text() {
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
  }

  /** Converts the value to another type as the manual's table in section 7.3.1 says. */
  public boolean cast(SampleType to) {
    return to == type || Casts.apply(this, to);
  }
}
