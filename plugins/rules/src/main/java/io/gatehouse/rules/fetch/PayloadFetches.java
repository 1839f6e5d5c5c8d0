package io.gatehouse.rules.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.HttpHead;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.rules.fetch.MessageFetch.Side;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Received bytes that were not forwarded so far (manual section 7.3.5), and bodies. */
public final class PayloadFetches extends FetchFamily {

  private static final byte[] CONTENT_LENGTH = "content-length".getBytes(US_ASCII);

  public PayloadFetches() {
    for (String name : Set.of("req.len", "req_len")) {
      ofBytes(
          name, SampleType.INTEGER, Phase.REQUEST, (x, out) -> growing(x.requestPayload(), out));
    }
    ofBytes(
        "res.len",
        SampleType.INTEGER,
        Phase.RESPONSE,
        (x, out) -> growing(x.responsePayload(), out));
    number("req.body_len", Phase.REQUEST, (x, out) -> length(x.requestPayload(), out));
    number("res.body_len", Phase.RESPONSE, (x, out) -> length(x.responsePayload(), out));
    number("req.body_size", Phase.REQUEST, (x, out) -> size(x.request(), x.requestPayload(), out));
    number(
        "res.body_size", Phase.RESPONSE, (x, out) -> size(x.response(), x.responsePayload(), out));
    plain("req.body", SampleType.BINARY, Phase.REQUEST, (x, out) -> body(x.requestPayload(), out));
    plain(
        "res.body", SampleType.BINARY, Phase.RESPONSE, (x, out) -> body(x.responsePayload(), out));
    plain("wait_end", SampleType.BOOLEAN, Phase.ANYWHERE, PayloadFetches::ended);
    for (String name : Set.of("payload", "req.payload", "res.payload")) {
      with(name, a -> payload(a, side(name)));
    }
    for (String name : Set.of("payload_lv", "req.payload_lv", "res.payload_lv")) {
      with(name, a -> prefixed(a, side(name)));
    }
    for (String name : Set.of("rdp_cookie", "req.rdp_cookie")) {
      with(name, a -> new RdpCookie(Name.exact(optional(a, "a name")), false));
      with(name + "_cnt", a -> new RdpCookie(Name.exact(optional(a, "a name")), true));
    }
    shorthand("payload", "req.payload", MatchMethod.BIN);
    shorthand("payload_lv", "req.payload_lv", MatchMethod.BIN);
    shorthand("req_rdp_cookie", "req.rdp_cookie", MatchMethod.STR);
    shorthand("req_rdp_cookie_cnt", "req.rdp_cookie_cnt", MatchMethod.INT);
  }

  /** More bytes may come. */
  private static boolean growing(ByteSpan span, Sample out) {
    out.undecided();
    return length(span, out);
  }

  private static boolean length(ByteSpan span, Sample out) {
    out.setInteger(span.length());
    return true;
  }

  private void number(String name, Set<Phase> phases, Reader reader) {
    plain(name, SampleType.INTEGER, phases, reader);
  }

  /** What the head announces, else what has come. */
  private static boolean size(@Nullable HttpHead head, ByteSpan span, Sample out) {
    int field = head == null ? -1 : head.find(CONTENT_LENGTH, 0);
    if (head == null || field < 0) {
      return length(span, out);
    }
    out.setString(head.bytes(), head.valueOffset(field), head.valueLength(field));
    return out.cast(SampleType.INTEGER);
  }

  private static boolean body(ByteSpan span, Sample out) {
    out.setBinary(span.array(), span.offset(), span.length());
    return true;
  }

  /** {@code WAIT_END}: true, but not before the inspection is over. */
  private static boolean ended(Exchange exchange, Sample out) {
    out.undecided();
    out.setBoolean(true);
    return exchange.inspectionOver();
  }

  private static SampleFetch payload(Arguments arguments, Side side) throws ArgumentException {
    int offset = (int) arguments.integer("an offset", 0, 1 << 24);
    int length = (int) arguments.integer("a length", 0, 1 << 24);
    return new Payload(side, offset, length);
  }

  private static SampleFetch prefixed(Arguments arguments, Side side) throws ArgumentException {
    int at = (int) arguments.integer("the offset of the length", 0, 1 << 24);
    int size = (int) arguments.integer("the size of the length", 1, 4);
    String word = optional(arguments, "the offset of the value");
    boolean relative = word.isEmpty() || word.startsWith("+") || word.startsWith("-");
    try {
      int offset = word.isEmpty() ? 0 : Integer.parseInt(word);
      return new Prefixed(side, at, size, relative ? at + size + offset : offset);
    } catch (NumberFormatException notANumber) {
      throw arguments.error("'" + word + "' is not a whole number");
    }
  }

  private static Side side(String name) {
    return name.startsWith("req")
        ? Side.REQUEST
        : name.startsWith("res") ? Side.RESPONSE : Side.EITHER;
  }

  /** When a server speaks, what the client sent before is on its way. */
  private static ByteSpan span(Exchange exchange, Side side) {
    ByteSpan request = exchange.requestPayload();
    boolean asked = side == Side.EITHER && exchange.response() == null && request.length() > 0;
    return side == Side.REQUEST || asked ? request : exchange.responsePayload();
  }

  /** Bytes at a place; length 0 takes all that is there. */
  record Payload(Side side, int offset, int length) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.BINARY;
    }

    @Override
    public Set<Phase> phases() {
      return side.phases();
    }

    @Override
    public boolean ofBytes() {
      return true;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      if (exchange.request() != null) {
        return false;
      }
      ByteSpan span = span(exchange, side);
      int count = length == 0 ? span.length() - offset : length;
      boolean missing = count <= 0 || offset + count > span.length();
      if (missing || length == 0) {
        out.undecided();
      }
      if (missing) {
        return false;
      }
      out.setBinary(span.array(), span.offset() + offset, count);
      return true;
    }
  }

  /** Bytes whose length stands before them, in network order. */
  record Prefixed(Side side, int at, int size, int offset) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.BINARY;
    }

    @Override
    public Set<Phase> phases() {
      return side.phases();
    }

    @Override
    public boolean ofBytes() {
      return true;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      if (exchange.request() != null) {
        return false;
      }
      ByteSpan span = span(exchange, side);
      if (at + size > span.length()) {
        out.undecided();
        return false;
      }
      long length = 0;
      for (int i = 0; i < size; i++) {
        length = length << 8 | span.at(at + i) & 0xff;
      }
      if (length == 0 || offset < 0) {
        return false;
      }
      if (offset + length > span.length()) {
        out.undecided();
        return false;
      }
      out.setBinary(span.array(), span.offset() + offset, (int) length);
      return true;
    }
  }
}
