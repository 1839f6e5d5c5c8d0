package io.gatehouse.rules.fetch;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.HeaderValues;
import io.gatehouse.api.HttpHead;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.rules.fetch.MessageFetch.Side;
import java.util.List;

/** Header fields of both directions: {@code req.hdr}, {@code res.fhdr_cnt}, {@code hdr_ip} … */
public final class HeaderFetches extends FetchFamily {

  public HeaderFetches() {
    family("req.hdr", Side.REQUEST, Side.REQUEST);
    family("hdr", Side.EITHER, Side.REQUEST);
    family("res.hdr", Side.RESPONSE, Side.RESPONSE);
    family("shdr", Side.RESPONSE, Side.RESPONSE);
    for (Side side : List.of(Side.REQUEST, Side.RESPONSE)) {
      String prefix = side == Side.REQUEST ? "req." : "res.";
      with(prefix + "fhdr", a -> field(a, side, true, SampleType.STRING));
      with(prefix + "fhdr_cnt", a -> new Count(side, name(a), true));
      with(prefix + "hdr_names", a -> new Names(side, optional(a, "a delimiter")));
      with(prefix + "hdrs", a -> new Whole(side));
      with(prefix + "hdrs_bin", a -> new Encoded(side));
    }
    textShorthands("hdr", "req.hdr");
    textShorthands("shdr", "res.hdr");
  }

  /** Alone of its family, {@code hdr} reads whichever message is looked at. */
  private void family(String prefix, Side plain, Side side) {
    with(prefix, a -> field(a, plain, false, SampleType.STRING));
    with(prefix + "_val", a -> field(a, side, false, SampleType.INTEGER));
    with(prefix + "_ip", a -> field(a, side, false, SampleType.ADDRESS));
    with(prefix + "_cnt", a -> new Count(side, name(a), false));
  }

  private static Name name(Arguments arguments) throws ArgumentException {
    return Name.lowerCase(optional(arguments, "a header name"));
  }

  private static SampleFetch field(Arguments arguments, Side side, boolean full, SampleType type)
      throws ArgumentException {
    Name name = name(arguments);
    int occurrence =
        arguments.hasNext() ? (int) arguments.integer("an occurrence", -10, 10_000) : 0;
    return new Field(side, name, occurrence, full, type);
  }

  /** Writes one field of a head. */
  private interface FieldWriter {
    void write(HttpHead head, int field, ByteSink sink);
  }

  private static void each(HttpHead head, ByteSink sink, FieldWriter writer) {
    for (int i = 0; i < head.fields(); i++) {
      if (!head.removed(i)) {
        writer.write(head, i, sink);
      }
    }
  }

  /** HAProxy keeps names in lower case. */
  private static void lowerCase(HttpHead head, int field, ByteSink sink) {
    for (int at = 0; at < head.nameLength(field); at++) {
      byte b = head.bytes()[head.nameOffset(field) + at];
      sink.add((byte) (b >= 'A' && b <= 'Z' ? b + 32 : b));
    }
  }

  /** One value of a field, cast to the type asked for; occurrence 0 is each, else the last. */
  record Field(Side side, Name name, int occurrence, boolean full, SampleType type)
      implements MessageFetch {
    @Override
    public boolean read(HttpHead head, Sample out) {
      if (name.bytes.length == 0) {
        return false;
      }
      if (occurrence == 0 && out.iterating()) {
        return each(head, out);
      }
      int wanted = occurrence == 0 ? -1 : occurrence;
      long position = HeaderValues.pick(head, name.bytes, wanted, full);
      return position >= 0 && take(head, position, out);
    }

    /** The cursor counts the values seen: heads are short, and edits may move the offsets. */
    private boolean each(HttpHead head, Sample out) {
      long position = HeaderValues.START;
      int index = 0;
      while ((position = HeaderValues.next(head, name.bytes, position, full)) >= 0) {
        if (index++ >= out.cursor() && take(head, position, out)) {
          out.more(index);
          return true;
        }
      }
      return false;
    }

    private boolean take(HttpHead head, long position, Sample out) {
      int offset = HeaderValues.offset(position);
      int length = HeaderValues.length(position);
      if (type == SampleType.ADDRESS) {
        return Addresses.read(head.bytes(), offset, length, out);
      }
      return out.setString(head.bytes(), offset, length).cast(type);
    }
  }

  /** Number of values, or of whole fields; all fields where no name is given. */
  record Count(Side side, Name name, boolean full) implements MessageFetch {
    @Override
    public SampleType type() {
      return SampleType.INTEGER;
    }

    @Override
    public boolean read(HttpHead head, Sample out) {
      int count = 0;
      long at = HeaderValues.START;
      while ((at = HeaderValues.next(head, name.bytes, at, full)) >= 0) {
        count++;
      }
      out.setInteger(count);
      return true;
    }
  }

  /** All names with a delimiter between them. */
  record Names(Side side, String delimiter) implements MessageFetch {
    @Override
    public SampleType type() {
      return SampleType.STRING;
    }

    @Override
    public boolean read(HttpHead head, Sample out) {
      each(head, out.sink(), this::name);
      out.takeSink(SampleType.STRING);
      return true;
    }

    private void name(HttpHead head, int field, ByteSink sink) {
      if (sink.length() > 0) {
        sink.add((byte) (delimiter.isEmpty() ? ',' : delimiter.charAt(0)));
      }
      lowerCase(head, field, sink);
    }
  }

  /** All fields, one a line, and the empty line behind them. */
  record Whole(Side side) implements MessageFetch {
    @Override
    public SampleType type() {
      return SampleType.STRING;
    }

    @Override
    public boolean read(HttpHead head, Sample out) {
      ByteSink sink = out.sink();
      each(head, sink, Whole::line);
      sink.add("\r\n");
      out.takeSink(SampleType.STRING);
      return true;
    }

    private static void line(HttpHead head, int field, ByteSink sink) {
      sink.add(head.bytes(), head.nameOffset(field), head.nameLength(field)).add(": ");
      sink.add(head.bytes(), head.valueOffset(field), head.valueLength(field)).add("\r\n");
    }
  }

  /** All names, in lower case, and values, each behind its length; two empty ones end them. */
  record Encoded(Side side) implements MessageFetch {
    @Override
    public SampleType type() {
      return SampleType.BINARY;
    }

    @Override
    public boolean read(HttpHead head, Sample out) {
      ByteSink sink = out.sink();
      each(head, sink, Encoded::pair);
      sink.add((byte) 0).add((byte) 0);
      out.takeSink(SampleType.BINARY);
      return true;
    }

    private static void pair(HttpHead head, int field, ByteSink sink) {
      length(head.nameLength(field), sink);
      lowerCase(head, field, sink);
      length(head.valueLength(field), sink);
      sink.add(head.bytes(), head.valueOffset(field), head.valueLength(field));
    }

    /** As SPOE writes numbers: one byte below 240, then four bits there and seven in each next. */
    private static void length(int value, ByteSink sink) {
      if (value < 0xf0) {
        sink.add((byte) value);
        return;
      }
      sink.add((byte) (value | 0xf0));
      int rest = value - 0xf0 >> 4;
      while (rest >= 0x80) {
        sink.add((byte) (rest | 0x80));
        rest = rest - 0x80 >> 7;
      }
      sink.add((byte) rest);
    }
  }
}
