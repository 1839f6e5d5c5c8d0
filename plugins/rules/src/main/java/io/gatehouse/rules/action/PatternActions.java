package io.gatehouse.rules.action;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Lists;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.PatternReference;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Verdict;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Actions that change ACL patterns and maps. */
public final class PatternActions extends ActionFamily {

  public PatternActions() {
    add("add-acl(", MESSAGES, (phase, name, a) -> change(name, a, Change.ADD));
    add("del-acl(", MESSAGES, (phase, name, a) -> change(name, a, Change.REMOVE));
    add("set-map(", HTTP, (phase, name, a) -> change(name, a, Change.SET));
    add("del-map(", HTTP, (phase, name, a) -> change(name, a, Change.REMOVE));
  }

  private static Action change(String word, Arguments arguments, Change change)
      throws ArgumentException {
    String inside = word.substring(word.indexOf('(') + 1);
    if (!inside.endsWith(")") || inside.length() == 1) {
      throw arguments.error("the name of a list is expected between parentheses");
    }
    PatternReference list = arguments.patterns(inside.substring(0, inside.length() - 1));
    Format key = arguments.format("a key");
    Format value = change == Change.SET ? arguments.format("a value") : null;
    return new ChangeList(list, change, key, value);
  }

  /** What is done to the list. */
  enum Change {
    ADD,
    SET,
    REMOVE
  }

  /** A key that is in the list already is not added again. */
  record ChangeList(PatternReference list, Change change, Format key, @Nullable Format value)
      implements Action {
    @Override
    public Set<Phase> phases() {
      return HTTP;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      String text = text(exchange, key);
      Format written = value;
      Lists lists = exchange.surroundings().lists();
      if (change == Change.REMOVE) {
        lists.remove(list, text);
      } else {
        lists.put(list, text, written == null ? "" : text(exchange, written));
      }
      return Verdict.CONTINUE;
    }

    private static String text(ExchangeControl exchange, Format format) {
      ByteSink sink = exchange.scratchSink();
      format.write(exchange, exchange.scratch(), sink);
      return new String(sink.array(), 0, sink.length(), ISO_8859_1);
    }
  }
}
