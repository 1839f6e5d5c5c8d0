package io.gatehouse.rules.action;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.HttpHead;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.HeadEditor;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Verdict;
import java.nio.ByteBuffer;
import java.util.Set;

/** Actions on the request line and the status line. */
public final class UriActions extends ActionFamily {

  public UriActions() {
    for (Part part : Part.values()) {
      String name = part.word;
      add("set-" + name, REQUEST, (phase, word, a) -> new SetPart(part, a.format("a value")));
    }
    for (Part part : Set.of(Part.PATH, Part.PATHQ, Part.URI)) {
      add(
          "replace-" + part.word,
          REQUEST,
          (phase, word, a) -> new ReplacePart(part, Substitution.parse(a)));
    }
    add(
        "set-status",
        Set.of(Phase.HTTP_RESPONSE, Phase.HTTP_AFTER_RESPONSE),
        (phase, word, a) -> status(a));
  }

  private static Action status(Arguments arguments) throws ArgumentException {
    int status = (int) arguments.integer("a status", 100, 999);
    String reason = "";
    if (arguments.accept("reason")) {
      reason = arguments.next("a reason");
    }
    return new SetStatus(status, reason);
  }

  private static final byte[] HOST = "host".getBytes(ISO_8859_1);

  /** A part of the request line. */
  enum Part {
    METHOD("method"),
    PATH("path"),
    PATHQ("pathq"),
    QUERY("query"),
    URI("uri");

    private final String word;

    Part(String word) {
      this.word = word;
    }

    boolean edit(ExchangeControl exchange, byte[] bytes, int length) {
      HeadEditor editor = exchange.editRequest();
      RequestHead head = exchange.request();
      boolean asterisk =
          head != null && head.uriLength() == 1 && head.bytes()[head.uriOffset()] == '*';
      return switch (this) {
        case METHOD -> editor.method(bytes, 0, length);
        case PATH -> asterisk ? editor.uri(bytes, 0, length) : editor.path(bytes, 0, length);
        case QUERY -> head != null && query(editor, head, bytes, length);
        case URI -> editor.uri(bytes, 0, length) && host(exchange, bytes, length);
        case PATHQ -> pathq(editor, bytes, length);
      };
    }

    /** A question mark that is there stays, even before nothing. */
    private static boolean query(HeadEditor editor, RequestHead head, byte[] bytes, int length) {
      int end = head.uriOffset() + head.uriLength();
      int mark = head.uriOffset();
      while (mark < end && head.bytes()[mark] != '?') {
        mark++;
      }
      if (mark == end && length == 0) {
        return true;
      }
      ByteBuffer uri = ByteBuffer.allocate(mark - head.uriOffset() + 1 + length);
      uri.put(head.bytes(), head.uriOffset(), mark - head.uriOffset());
      uri.put((byte) '?').put(bytes, 0, length);
      return editor.uri(uri.array(), 0, uri.position());
    }

    /** A target that names a host is what the field says, too. */
    private static boolean host(ExchangeControl exchange, byte[] bytes, int length) {
      String uri = new String(bytes, 0, length, ISO_8859_1);
      HttpHead head = exchange.request();
      if (head == null || uri.isEmpty() || uri.startsWith("/") || uri.equals("*")) {
        return true;
      }
      int scheme = uri.indexOf("://");
      String rest = scheme < 0 ? uri : uri.substring(scheme + 3);
      int end = 0;
      while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
        end++;
      }
      byte[] host = rest.substring(rest.lastIndexOf('@', end) + 1, end).getBytes(ISO_8859_1);
      HeadEditor editor = exchange.editRequest();
      boolean done = true;
      for (int at = head.find(HOST, 0); at >= 0 && done; at = head.find(HOST, at + 1)) {
        done = editor.value(at, host, 0, host.length);
      }
      return done;
    }

    private static boolean pathq(HeadEditor editor, byte[] bytes, int length) {
      int mark = 0;
      while (mark < length && bytes[mark] != '?') {
        mark++;
      }
      int from = Math.min(length, mark + 1);
      return editor.path(bytes, 0, mark) && editor.query(bytes, from, length - from);
    }

    String text(RequestHead head) {
      if (this == URI) {
        return new String(head.bytes(), head.uriOffset(), head.uriLength(), ISO_8859_1);
      }
      int from = Math.max(head.pathOffset(), 0);
      int end = head.uriOffset() + head.uriLength();
      int length = head.pathOffset() < 0 ? 0 : this == PATH ? head.pathLength() : end - from;
      return new String(head.bytes(), from, length, ISO_8859_1);
    }
  }

  record SetPart(Part part, Format value) implements Action {
    @Override
    public Set<Phase> phases() {
      return REQUEST;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      if (exchange.request() == null) {
        return Verdict.CONTINUE;
      }
      ByteSink sink = exchange.scratchSink();
      value.write(exchange, exchange.scratch(), sink);
      boolean done = part.edit(exchange, sink.array(), sink.length());
      return done ? Verdict.CONTINUE : exchange.rewriteFailed();
    }
  }

  record ReplacePart(Part part, Substitution substitution) implements Action {
    @Override
    public Set<Phase> phases() {
      return REQUEST;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      RequestHead head = exchange.request();
      if (head == null) {
        return Verdict.CONTINUE;
      }
      ByteSink sink = exchange.scratchSink();
      boolean matched = substitution.apply(exchange, exchange.scratch(), part.text(head), sink);
      boolean done = !matched || part.edit(exchange, sink.array(), sink.length());
      return done ? Verdict.CONTINUE : exchange.rewriteFailed();
    }
  }

  record SetStatus(int status, String reason) implements Action {
    @Override
    public Set<Phase> phases() {
      return Set.of(Phase.HTTP_RESPONSE, Phase.HTTP_AFTER_RESPONSE);
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      byte[] bytes = reason.getBytes(ISO_8859_1);
      boolean done =
          exchange.response() == null
              || exchange.editResponse().status(status, bytes, 0, bytes.length);
      return done ? Verdict.CONTINUE : exchange.rewriteFailed();
    }
  }
}
