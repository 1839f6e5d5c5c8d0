package io.gatehouse.rules.action;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.HttpHead;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.HeadEditor;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.rules.regex.Regex;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Actions on header fields. */
public final class HeaderActions extends ActionFamily {

  public HeaderActions() {
    add("add-header", HTTP, (phase, name, a) -> set(phase, a, false));
    add("set-header", HTTP, (phase, name, a) -> set(phase, a, true));
    add("del-header", HTTP, (phase, name, a) -> delete(phase, a));
    add("replace-header", HTTP, (phase, name, a) -> replace(phase, a, false));
    add("replace-value", HTTP, (phase, name, a) -> replace(phase, a, true));
    add("early-hint", REQUEST, HeaderActions::earlyHint);
  }

  private static Action set(Phase phase, Arguments arguments, boolean only)
      throws ArgumentException {
    String name = arguments.next("a header name");
    return new SetField(
        phase == Phase.HTTP_REQUEST, FieldName.of(name), only, arguments.format("a value"));
  }

  private static Action earlyHint(Phase phase, String word, Arguments arguments)
      throws ArgumentException {
    return new EarlyHint(
        FieldName.of(arguments.next("a header name")), arguments.format("a value"));
  }

  private static Action replace(Phase phase, Arguments arguments, boolean values)
      throws ArgumentException {
    FieldName name = FieldName.of(arguments.next("a header name"));
    return new Replace(phase == Phase.HTTP_REQUEST, name, values, Substitution.parse(arguments));
  }

  private static Action delete(Phase phase, Arguments arguments) throws ArgumentException {
    String name = arguments.next("a header name");
    String method = "str";
    if (arguments.accept("-m")) {
      method = arguments.next("a match method");
    }
    Match match;
    try {
      match = Match.valueOf(method.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw arguments.unknown("match method", List.of("str", "beg", "end", "sub", "reg"));
    }
    Regex regex = Regex.of(match == Match.REG ? name : "", false, arguments);
    return new Delete(phase == Phase.HTTP_REQUEST, match, name.toLowerCase(Locale.ROOT), regex);
  }

  /** Adds a field, and where {@code only} removes the others of that name. */
  record SetField(boolean request, FieldName name, boolean only, Format value) implements Action {
    @Override
    public Set<Phase> phases() {
      return HTTP;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      HttpHead head = head(exchange, request);
      if (head == null) {
        return Verdict.CONTINUE;
      }
      ByteSink sink = exchange.scratchSink();
      value.write(exchange, exchange.scratch(), sink);
      HeadEditor editor = editor(exchange, request);
      int before = head.fields();
      if (!editor.add(name.written(), sink.array(), 0, sink.length())) {
        return exchange.rewriteFailed();
      }
      if (only) {
        for (int at = head.find(name.lower(), 0);
            at >= 0 && at < before;
            at = head.find(name.lower(), at + 1)) {
          editor.remove(at);
        }
      }
      return Verdict.CONTINUE;
    }
  }

  /** How names are compared by {@code del-header -m}. */
  enum Match {
    STR,
    BEG,
    END,
    SUB,
    REG
  }

  record Delete(boolean request, Match match, String name, Regex regex) implements Action {
    @Override
    public Set<Phase> phases() {
      return HTTP;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      HttpHead head = head(exchange, request);
      if (head == null) {
        return Verdict.CONTINUE;
      }
      HeadEditor editor = editor(exchange, request);
      if (match == Match.STR) {
        byte[] wanted = name.getBytes(ISO_8859_1);
        for (int at = head.find(wanted, 0); at >= 0; at = head.find(wanted, at + 1)) {
          editor.remove(at);
        }
        return Verdict.CONTINUE;
      }
      for (int i = 0; i < head.fields(); i++) {
        if (!head.removed(i) && matches(head, i)) {
          editor.remove(i);
        }
      }
      return Verdict.CONTINUE;
    }

    private boolean matches(HttpHead head, int field) {
      String shown =
          new String(head.bytes(), head.nameOffset(field), head.nameLength(field), ISO_8859_1)
              .toLowerCase(Locale.ROOT);
      return switch (match) {
        case STR -> shown.equals(name);
        case BEG -> shown.startsWith(name);
        case END -> shown.endsWith(name);
        case SUB -> shown.contains(name);
        case REG -> Regex.find(regex.matcher(shown));
      };
    }
  }

  /** Replaces whole fields, or each of their values, that match. */
  record Replace(boolean request, FieldName name, boolean values, Substitution substitution)
      implements Action {
    @Override
    public Set<Phase> phases() {
      return HTTP;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      HttpHead head = head(exchange, request);
      int count = head == null ? 0 : head.fields();
      for (int at = 0; head != null && at < count; at++) {
        at = head.find(name.lower(), at);
        if (at < 0 || at >= count) {
          break;
        }
        String old =
            new String(head.bytes(), head.valueOffset(at), head.valueLength(at), ISO_8859_1);
        String changed = values ? eachValue(exchange, old) : whole(exchange, old);
        byte[] bytes = changed.getBytes(ISO_8859_1);
        if (!changed.equals(old) && !editor(exchange, request).value(at, bytes, 0, bytes.length)) {
          return exchange.rewriteFailed();
        }
      }
      return Verdict.CONTINUE;
    }

    private String whole(ExchangeControl exchange, String old) {
      ByteSink sink = exchange.scratchSink();
      return substitution.apply(exchange, exchange.scratch(), old, sink) ? sink.text() : old;
    }

    /** As in HAProxy the blanks around a value go with it, those of others stay. */
    private String eachValue(ExchangeControl exchange, String old) {
      StringBuilder changed = new StringBuilder();
      boolean first = true;
      for (String part : old.split(",", -1)) {
        String value = part.strip();
        String next = whole(exchange, value);
        changed.append(first ? "" : ",").append(next.equals(value) ? part : next);
        first = false;
      }
      return changed.toString();
    }
  }

  record EarlyHint(FieldName name, Format value) implements Action {
    @Override
    public Set<Phase> phases() {
      return REQUEST;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      ByteSink sink = exchange.scratchSink();
      value.write(exchange, exchange.scratch(), sink);
      exchange.earlyHint(name.written(), sink.array(), 0, sink.length());
      return Verdict.CONTINUE;
    }
  }
}
