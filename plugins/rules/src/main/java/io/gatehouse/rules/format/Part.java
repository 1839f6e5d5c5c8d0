package io.gatehouse.rules.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Captures;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;

/** One piece of a format. Immutable records, compared at reload. */
interface Part {
  void write(Exchange exchange, Sample scratch, ByteSink out);

  /** From when on it can be written. */
  default Format.Ready ready() {
    return Format.Ready.REQUEST;
  }

  /** Whether it tells something of the request's line. */
  default boolean ofRequest() {
    return false;
  }

  /** Verbatim text, each char one byte of its UTF-8 form. */
  record Literal(String bytes) implements Part {
    static Literal of(String text) {
      return new Literal(new String(text.getBytes(UTF_8), ISO_8859_1));
    }

    @Override
    public void write(Exchange exchange, Sample scratch, ByteSink out) {
      out.add(bytes);
    }
  }

  /** White space that is merged. */
  record Space() implements Part {
    @Override
    public void write(Exchange exchange, Sample scratch, ByteSink out) {
      out.add((byte) ' ');
    }
  }

  /** A sample expression. */
  record Evaluated(Expression expression, Flags flags, Format.Use use, boolean number)
      implements Part {
    @Override
    public Format.Ready ready() {
      return Format.Ready.RESPONSE;
    }

    @Override
    public void write(Exchange exchange, Sample scratch, ByteSink out) {
      boolean found = expression.evaluate(exchange, scratch);
      if (found && flags.hexadecimal() && scratch.type() == SampleType.BINARY) {
        hexadecimal(scratch, out);
        return;
      }
      if (!found || !scratch.cast(SampleType.STRING) || scratch.length() == 0) {
        missing(out);
      } else if (use == Format.Use.LOG) {
        flags.text(scratch.bytes(), scratch.offset(), scratch.length(), out);
      } else {
        flags.quote(out);
        Escapes.http(scratch.bytes(), scratch.offset(), scratch.length(), out);
        flags.quote(out);
      }
    }

    private static void hexadecimal(Sample sample, ByteSink out) {
      for (int i = 0; i < sample.length(); i++) {
        int b = sample.bytes()[sample.offset() + i] & 0xff;
        out.add((byte) Character.toUpperCase(Character.forDigit(b >> 4, 16)));
        out.add((byte) Character.toUpperCase(Character.forDigit(b & 15, 16)));
      }
    }

    private void missing(ByteSink out) {
      if (flags.quoted()) {
        out.add("\"\"");
      } else if (use == Format.Use.LOG) {
        out.add((byte) '-');
      }
    }
  }

  /** An item with a name. */
  interface Alias extends Part {
    String name();

    @Override
    default Format.Ready ready() {
      return Readiness.of(name());
    }

    @Override
    default boolean ofRequest() {
      return Readiness.ofRequest(name());
    }
  }

  /** What an alias with text writes; false when there is nothing. */
  interface Writer {
    boolean write(Exchange exchange, Sample scratch, ByteSink out);
  }

  /** An alias that is a text: quoted where asked, {@code -} where missing in a log. */
  record Text(String name, Flags flags, Format.Use use, Writer writer) implements Alias {
    @Override
    public void write(Exchange exchange, Sample scratch, ByteSink out) {
      flags.quote(out);
      int before = out.length();
      boolean written = writer.write(exchange, scratch, out);
      if ((!written || out.length() == before) && !flags.quoted() && use == Format.Use.LOG) {
        out.add((byte) '-');
      }
      flags.quote(out);
    }
  }

  /** An alias that is written as it is, or not at all. */
  record Verbatim(String name, Writer writer) implements Alias {
    @Override
    public void write(Exchange exchange, Sample scratch, ByteSink out) {
      writer.write(exchange, scratch, out);
    }
  }

  /** What an alias of capture slots writes. */
  interface SlotsWriter {
    void write(Captures captures, Sample scratch, ByteSink out, Flags flags);
  }

  /** Captured fields of one direction. */
  record Slots(String name, Flags flags, SlotsWriter writer) implements Alias {
    @Override
    public void write(Exchange exchange, Sample scratch, ByteSink out) {
      writer.write(exchange.captures(), scratch, out, flags);
    }
  }

  /** What a numeric alias counts. */
  interface Counter {
    long of(Exchange exchange);
  }

  /** A number; with {@code +} in front while it may still grow and {@code growing}. */
  record Count(String name, Flags flags, boolean growing, Counter counter) implements Alias {
    @Override
    public void write(Exchange exchange, Sample scratch, ByteSink out) {
      if (growing && exchange.measures().incomplete()) {
        out.add((byte) '+');
      }
      long value = counter.of(exchange);
      if (!flags.hexadecimal()) {
        out.add(value);
        return;
      }
      int digits = Math.max(4, (67 - Long.numberOfLeadingZeros(value)) / 4);
      for (int shift = 4 * digits - 4; shift >= 0; shift -= 4) {
        out.add((byte) Character.toUpperCase(Character.forDigit((int) (value >> shift) & 15, 16)));
      }
    }
  }
}
