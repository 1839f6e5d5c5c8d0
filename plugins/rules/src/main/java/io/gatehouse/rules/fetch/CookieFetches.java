package io.gatehouse.rules.fetch;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.HttpHead;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.rules.fetch.MessageFetch.Side;
import java.util.List;

/** Cookies of both directions: {@code req.cook}, {@code scook_cnt}, {@code res.cook_names} … */
public final class CookieFetches extends FetchFamily {

  public CookieFetches() {
    with("cookie", a -> new Cookie(Side.EITHER, name(a), SampleType.STRING));
    for (String prefix : List.of("req.cook", "cook")) {
      family(prefix, Side.REQUEST);
    }
    for (String prefix : List.of("res.cook", "scook")) {
      family(prefix, Side.RESPONSE);
    }
    with("set-cookie", a -> new Cookie(Side.RESPONSE, name(a), SampleType.STRING));
    with("req.cook_names", a -> new Names(Side.REQUEST, optional(a, "a delimiter")));
    with("res.cook_names", a -> new Names(Side.RESPONSE, optional(a, "a delimiter")));
    textShorthands("cook", "req.cook");
    textShorthands("scook", "res.cook");
  }

  private void family(String prefix, Side side) {
    with(prefix, a -> new Cookie(side, name(a), SampleType.STRING));
    with(prefix + "_val", a -> new Cookie(side, name(a), SampleType.INTEGER));
    with(prefix + "_cnt", a -> new Count(side, name(a)));
  }

  private static Name name(Arguments arguments) throws ArgumentException {
    return Name.exact(optional(arguments, "a cookie's name"));
  }

  /** The value of a cookie: the last one of that name, or the first of all without a name. */
  record Cookie(Side side, Name name, SampleType type) implements MessageFetch {
    @Override
    public boolean read(HttpHead head, Sample out) {
      boolean first = out.iterating() || name.bytes.length == 0;
      int skip = out.iterating() ? out.cursor() : 0;
      CookieWalk walk = new CookieWalk(head, side.asks(head));
      boolean found = false;
      while (walk.next()) {
        if (walk.named(name.bytes) && skip-- <= 0) {
          walk.value(out);
          found = true;
          if (first) {
            break;
          }
        }
      }
      if (found && out.iterating()) {
        out.more(out.cursor() + 1);
      }
      return found && out.cast(type);
    }
  }

  /** How many cookies of that name there are; all without a name. */
  record Count(Side side, Name name) implements MessageFetch {
    @Override
    public SampleType type() {
      return SampleType.INTEGER;
    }

    @Override
    public boolean read(HttpHead head, Sample out) {
      CookieWalk walk = new CookieWalk(head, side.asks(head));
      int count = 0;
      while (walk.next()) {
        count += walk.named(name.bytes) ? 1 : 0;
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
      byte separator = (byte) (delimiter.isEmpty() ? ',' : delimiter.charAt(0));
      ByteSink sink = out.sink();
      CookieWalk walk = new CookieWalk(head, side.asks(head));
      while (walk.next()) {
        if (sink.length() > 0) {
          sink.add(separator);
        }
        walk.addName(sink);
      }
      out.takeSink(SampleType.STRING);
      return sink.length() > 0;
    }
  }
}
