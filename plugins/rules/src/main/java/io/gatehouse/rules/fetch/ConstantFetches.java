package io.gatehouse.rules.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleType;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Constants, variables, clock and chance: usable anywhere. */
public final class ConstantFetches extends FetchFamily {

  public ConstantFetches() {
    plain("always_true", SampleType.BOOLEAN, Phase.ANYWHERE, (x, out) -> bool(true, out));
    plain("always_false", SampleType.BOOLEAN, Phase.ANYWHERE, (x, out) -> bool(false, out));
    with("bool", ConstantFetches::truth);
    with("int", a -> number(a.integer("a number", Long.MIN_VALUE, Long.MAX_VALUE)));
    with("str", a -> text(optional(a, "a text"), SampleType.STRING));
    with("meth", a -> text(a.next("a method"), SampleType.METHOD));
    with("bin", ConstantFetches::binary);
    with("ipv4", a -> address(a, SampleType.IPV4));
    with("ipv6", a -> address(a, SampleType.IPV6));
    with("env", ConstantFetches::environment);
    with("var", ConstantFetches::variable);
    with("date", ConstantFetches::date);
    with("rand", ConstantFetches::random);
    with("uuid", ConstantFetches::uuid);
    integer("date_us", (x, out) -> integer(x.surroundings().wallClock() * 1000, out));
    integer("pid", (x, out) -> integer(x.surroundings().processId(), out));
    integer("proc", (x, out) -> integer(1, out));
    integer("nbproc", (x, out) -> integer(1, out));
    integer("act_conn", (x, out) -> integer(x.surroundings().activeConnections(), out));
    plain("hostname", SampleType.STRING, Phase.ANYWHERE, ConstantFetches::hostname);
    plain("quic_enabled", SampleType.BOOLEAN, Phase.ANYWHERE, (x, out) -> bool(false, out));
  }

  private void integer(String name, Reader reader) {
    plain(name, SampleType.INTEGER, Phase.ANYWHERE, reader);
  }

  private static boolean bool(boolean value, Sample out) {
    out.setBoolean(value);
    return true;
  }

  private static boolean integer(long value, Sample out) {
    out.setInteger(value);
    return true;
  }

  private static boolean hostname(Exchange exchange, Sample out) {
    out.setText(exchange.surroundings().nodeName());
    return true;
  }

  private static SampleFetch truth(Arguments arguments) throws ArgumentException {
    String word = arguments.next("'true' or 'false'");
    return switch (word) {
      case "true", "1" -> new Constant(SampleType.BOOLEAN, 1, "");
      case "false", "0" -> new Constant(SampleType.BOOLEAN, 0, "");
      default -> throw arguments.unknown("truth value", List.of("true", "false"));
    };
  }

  private static SampleFetch number(long value) {
    return new Constant(SampleType.INTEGER, value, "");
  }

  private static SampleFetch text(String text, SampleType type) {
    return new Bytes(type, Name.exact(new String(text.getBytes(UTF_8), ISO_8859_1)));
  }

  private static SampleFetch binary(Arguments arguments) throws ArgumentException {
    String word = arguments.next("hexadecimal digits");
    try {
      String text = new String(HexFormat.of().parseHex(word), ISO_8859_1);
      return new Bytes(SampleType.BINARY, Name.exact(text));
    } catch (IllegalArgumentException notHex) {
      throw arguments.error("'" + word + "' is not an even number of hexadecimal digits");
    }
  }

  private static SampleFetch address(Arguments arguments, SampleType type)
      throws ArgumentException {
    String word = arguments.next("an address");
    Sample sample = new Sample(64);
    byte[] bytes = word.getBytes(ISO_8859_1);
    if (!sample.setString(bytes, 0, bytes.length).cast(type)) {
      throw arguments.error("'" + word + "' is not an address of this family");
    }
    String text = new String(sample.bytes(), sample.offset(), sample.length(), ISO_8859_1);
    return new Bytes(type, Name.exact(text));
  }

  /** Read once, as HAProxy does: the process's environment does not change. */
  private static SampleFetch environment(Arguments arguments) throws ArgumentException {
    String value = System.getenv(arguments.next("a variable's name"));
    return value == null
        ? new Constant(SampleType.ANY, 0, "")
        : new Bytes(SampleType.STRING, Name.exact(new String(value.getBytes(UTF_8), ISO_8859_1)));
  }

  private static SampleFetch variable(Arguments arguments) throws ArgumentException {
    String word = arguments.next("a variable's name");
    Variables.Name name =
        Variables.Name.parse(word)
            .orElseThrow(
                () ->
                    arguments.error(
                        "'"
                            + word
                            + "' is not a variable, expected a scope (proc, sess, txn, req, res,"
                            + " check), a dot and a name"));
    boolean fallback = arguments.hasNext();
    return new Variable(name, fallback, Name.exact(optional(arguments, "a default")));
  }

  private static SampleFetch date(Arguments arguments) throws ArgumentException {
    long offset = arguments.hasNext() ? arguments.integer("an offset", -(1L << 40), 1L << 40) : 0;
    String unit = optional(arguments, "a unit");
    int perSecond = perSecond(unit.isEmpty() ? "s" : unit, arguments);
    return new Date(offset, perSecond);
  }

  static int perSecond(String unit, Arguments arguments) throws ArgumentException {
    return switch (unit) {
      case "s" -> 1;
      case "ms" -> 1000;
      case "us" -> 1_000_000;
      default -> throw arguments.unknown("unit", List.of("s", "ms", "us"));
    };
  }

  private static SampleFetch random(Arguments arguments) throws ArgumentException {
    long range = arguments.hasNext() ? arguments.integer("a range", 0, 1L << 32) : 0;
    return new Random(range == 0 ? 1L << 32 : range);
  }

  private static SampleFetch uuid(Arguments arguments) throws ArgumentException {
    long version = arguments.hasNext() ? arguments.integer("a version", 0, 255) : 4;
    if (version != 4 && version != 7) {
      throw arguments.error("versions 4 and 7 of UUIDs are supported");
    }
    return new Uuid((int) version);
  }

  /** A number or a truth; nothing at all with type ANY. */
  record Constant(SampleType type, long value, String none) implements SampleFetch {
    @Override
    public Set<Phase> phases() {
      return Phase.ANYWHERE;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      if (type == SampleType.BOOLEAN) {
        out.setBoolean(value != 0);
      } else {
        out.setInteger(value);
      }
      return type != SampleType.ANY;
    }
  }

  /** A text, method, binary or address. */
  record Bytes(SampleType type, Name value) implements SampleFetch {
    @Override
    public Set<Phase> phases() {
      return Phase.ANYWHERE;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      out.view(type, value.bytes, 0, value.bytes.length);
      return true;
    }
  }

  /** A variable, or its default. */
  record Variable(Variables.Name name, boolean fallback, Name text) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.ANY;
    }

    @Override
    public Set<Phase> phases() {
      return Phase.ANYWHERE;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      if (exchange.variables().get(name, out)) {
        return true;
      }
      out.setString(text.bytes, 0, text.bytes.length);
      return fallback;
    }
  }

  /** The wall clock. */
  record Date(long offset, int perSecond) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.INTEGER;
    }

    @Override
    public Set<Phase> phases() {
      return Phase.ANYWHERE;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      long millis = exchange.surroundings().wallClock();
      long now = perSecond > 1000 ? millis * 1000 : millis / (1000 / perSecond);
      out.setInteger(now + offset);
      return true;
    }
  }

  /** A random number below the range. */
  record Random(long range) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.INTEGER;
    }

    @Override
    public Set<Phase> phases() {
      return Phase.ANYWHERE;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      out.setInteger(((exchange.surroundings().random() & 0xffff_ffffL) * range) >>> 32);
      return true;
    }
  }

  /** A UUID (RFC 9562), of random or with the time in front. */
  record Uuid(int version) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.STRING;
    }

    @Override
    public Set<Phase> phases() {
      return Phase.ANYWHERE;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      long high = exchange.surroundings().random();
      if (version == 7) {
        high = exchange.surroundings().wallClock() << 16 | high & 0xffff;
      }
      high = high & ~0xf000L | (long) version << 12;
      long low = exchange.surroundings().random() & ~(3L << 62) | 2L << 62;
      var sink = out.sink();
      for (int digit = 0; digit < 32; digit++) {
        if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
          sink.add((byte) '-');
        }
        long word = digit < 16 ? high : low;
        sink.add((byte) Character.forDigit((int) (word >>> 60 - digit % 16 * 4) & 15, 16));
      }
      out.takeSink(SampleType.STRING);
      return true;
    }
  }
}
