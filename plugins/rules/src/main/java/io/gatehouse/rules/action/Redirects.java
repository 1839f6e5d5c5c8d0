package io.gatehouse.rules.action;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code redirect}: also behind the plain keyword of the same name. */
public final class Redirects extends ActionFamily {
  private static final Set<String> WORDS =
      Set.of(
          "location",
          "prefix",
          "scheme",
          "code",
          "drop-query",
          "keep-query",
          "append-slash",
          "ignore-empty",
          "set-cookie",
          "set-cookie-fmt",
          "clear-cookie");
  private static final List<Integer> CODES = List.of(301, 302, 303, 307, 308);

  public Redirects() {
    add("redirect", MESSAGES, (phase, name, a) -> redirect(phase, a));
  }

  private static Action redirect(Phase phase, Arguments arguments) throws ArgumentException {
    Target target = null;
    int code = 302;
    boolean dropQuery = false;
    boolean keepQuery = false;
    boolean appendSlash = false;
    boolean ignoreEmpty = false;
    Reply.Field cookie = null;
    while (!atEnd(arguments)) {
      String word = arguments.next("an argument of the redirect");
      switch (word) {
        case "location", "prefix", "scheme" -> target = target(word, arguments);
        case "code" -> code = code(arguments);
        case "drop-query" -> dropQuery = true;
        case "keep-query" -> keepQuery = true;
        case "append-slash" -> appendSlash = true;
        case "ignore-empty" -> ignoreEmpty = true;
        case "set-cookie", "clear-cookie", "set-cookie-fmt" -> cookie = cookie(word, arguments);
        default -> throw arguments.unknown("argument of the redirect", WORDS);
      }
    }
    if (target == null) {
      throw arguments.error("a redirect needs 'location', 'prefix' or 'scheme'");
    }
    if (phase == Phase.HTTP_RESPONSE && target.kind() != Kind.LOCATION) {
      throw arguments.error("a response can only be redirected to a 'location'");
    }
    Location location = new Location(target, dropQuery, keepQuery, appendSlash);
    return new Redirect(reply(code, location, cookie), location, ignoreEmpty);
  }

  private static Target target(String kind, Arguments arguments) throws ArgumentException {
    return new Target(
        Kind.valueOf(kind.toUpperCase(Locale.ROOT)), arguments.format("the new " + kind));
  }

  private static int code(Arguments arguments) throws ArgumentException {
    int code = (int) arguments.integer("a status", 300, 399);
    if (!CODES.contains(code)) {
      throw arguments.error("the code must be 301, 302, 303, 307 or 308");
    }
    return code;
  }

  private static Reply.Field cookie(String word, Arguments arguments) throws ArgumentException {
    if (word.equals("set-cookie-fmt")) {
      return new Reply.Field("set-cookie", arguments.format("a cookie"));
    }
    String cookie = arguments.next("a cookie");
    String attributes = word.equals("clear-cookie") ? "; path=/; Max-Age=0;" : "; path=/;";
    return new Reply.Field("set-cookie", new Fixed(cookie + attributes));
  }

  private static Reply reply(int code, Format location, Reply.@Nullable Field cookie) {
    List<Reply.Field> fields = new ArrayList<>();
    fields.add(new Reply.Field("content-length", new Fixed("0")));
    fields.add(new Reply.Field("location", location));
    if (code == 302 || code == 303 || code == 307) {
      fields.add(new Reply.Field("cache-control", new Fixed("no-cache")));
    }
    if (cookie != null) {
      fields.add(cookie);
    }
    return new Reply(code, fields, new Reply.Body.Empty());
  }

  /** What the new location is made of. */
  enum Kind {
    LOCATION,
    PREFIX,
    SCHEME
  }

  record Target(Kind kind, Format format) {}

  /** A text that needs no exchange. */
  record Fixed(String text) implements Format {
    @Override
    public boolean constant() {
      return true;
    }

    @Override
    public void write(Exchange exchange, Sample scratch, ByteSink out) {
      out.add(text);
    }
  }

  record Redirect(Reply reply, Location location, boolean ignoreEmpty) implements Action {
    @Override
    public Set<Phase> phases() {
      return MESSAGES;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      if (ignoreEmpty) {
        ByteSink sink = exchange.scratchSink();
        location.target.format.write(exchange, exchange.scratch(), sink);
        if (sink.length() == 0) {
          return Verdict.CONTINUE;
        }
      }
      exchange.reply(reply);
      return Verdict.REPLY;
    }
  }

  /** The new location: as given, or with the request's host, path and query behind it. */
  record Location(Target target, boolean dropQuery, boolean keepQuery, boolean appendSlash)
      implements Format {
    private static final byte[] HOST = "host".getBytes(US_ASCII);

    @Override
    public String text() {
      return target.format.text();
    }

    @Override
    public boolean constant() {
      return false;
    }

    @Override
    public void write(Exchange exchange, Sample scratch, ByteSink out) {
      RequestHead head = exchange.request();
      int start = out.length();
      target.format.write(exchange, scratch, out);
      switch (target.kind) {
        case LOCATION -> {
          if (keepQuery && head != null) {
            query(head, start, out);
          }
        }
        case PREFIX -> {
          // The prefix "/" stands for an empty one, so that "append-slash" alone is possible.
          if (out.length() == start + 1 && out.array()[start] == '/') {
            out.truncate(start);
          }
          path(head, out);
        }
        case SCHEME -> {
          out.add("://");
          host(head, out);
          path(head, out);
        }
      }
    }

    private static void host(@Nullable RequestHead head, ByteSink out) {
      int field = head == null ? -1 : head.find(HOST, 0);
      if (head != null && field >= 0) {
        out.add(head.bytes(), head.valueOffset(field), head.valueLength(field));
      }
    }

    private void path(@Nullable RequestHead head, ByteSink out) {
      if (head == null || head.pathOffset() < 0) {
        out.add((byte) '/');
        return;
      }
      int from = head.pathOffset();
      int path = head.pathLength();
      out.add(head.bytes(), from, path);
      boolean slash = path > 0 && head.bytes()[from + path - 1] == '/';
      if (dropQuery) {
        if (appendSlash && !slash) {
          out.add((byte) '/');
        }
      } else {
        int end = head.uriOffset() + head.uriLength();
        out.add(head.bytes(), from + path, end - from - path);
      }
    }

    private static void query(RequestHead head, int start, ByteSink out) {
      if (head.queryLength() == 0) {
        return;
      }
      boolean mark = false;
      for (int i = start; i < out.length(); i++) {
        mark |= out.array()[i] == '?';
      }
      out.add((byte) (mark ? '&' : '?'));
      out.add(head.bytes(), head.queryOffset(), head.queryLength());
    }
  }
}
