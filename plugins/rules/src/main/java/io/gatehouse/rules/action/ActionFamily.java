package io.gatehouse.rules.action;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.HttpHead;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ActionPlugin;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.HeadEditor;
import io.gatehouse.api.rule.Phase;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table of actions by name, filled by the constructor of each family. */
public abstract class ActionFamily implements ActionPlugin {
  static final Set<Phase> HTTP =
      Set.of(Phase.HTTP_REQUEST, Phase.HTTP_RESPONSE, Phase.HTTP_AFTER_RESPONSE);
  static final Set<Phase> MESSAGES = Set.of(Phase.HTTP_REQUEST, Phase.HTTP_RESPONSE);
  static final Set<Phase> REQUEST = Set.of(Phase.HTTP_REQUEST);
  static final Set<Phase> TCP =
      Set.of(
          Phase.TCP_CONNECTION,
          Phase.TCP_SESSION,
          Phase.TCP_REQUEST_CONTENT,
          Phase.TCP_RESPONSE_CONTENT);
  static final Set<Phase> CONTENT =
      Set.of(
          Phase.TCP_REQUEST_CONTENT,
          Phase.TCP_RESPONSE_CONTENT,
          Phase.HTTP_REQUEST,
          Phase.HTTP_RESPONSE,
          Phase.HTTP_AFTER_RESPONSE);
  static final Set<Phase> ALL = union(TCP, HTTP);

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  ActionFamily() {}

  /** Makes an action of the words after its name. */
  @FunctionalInterface
  interface Maker {
    Action make(Phase phase, String name, Arguments arguments) throws ArgumentException;
  }

  private record Entry(Set<Phase> phases, Maker maker) {}

  static Set<Phase> union(Set<Phase> first, Set<Phase> second) {
    Set<Phase> all = new HashSet<>(first);
    all.addAll(second);
    return Set.copyOf(all);
  }

  final void add(String name, Set<Phase> phases, Maker maker) {
    entries.put(name, new Entry(phases, maker));
  }

  @Override
  public final Set<String> names() {
    return entries.keySet();
  }

  @Override
  public final Set<Phase> phases() {
    Set<Phase> all = new HashSet<>();
    entries.values().forEach(entry -> all.addAll(entry.phases));
    return Set.copyOf(all);
  }

  @Override
  public final Action parse(Phase phase, String name, Arguments arguments)
      throws ArgumentException {
    int open = name.indexOf('(');
    Entry entry = entries.get(open < 0 ? name : name.substring(0, open + 1));
    if (entry == null) {
      throw arguments.error("unknown action '" + name + "'");
    }
    if (!entry.phases.contains(phase)) {
      throw arguments.error("the action '" + name + "' cannot be used in this rule set");
    }
    return entry.maker.make(phase, name, arguments);
  }

  /** Whether the line's condition, or its end, comes next. */
  static boolean atEnd(Arguments arguments) {
    String next = arguments.peek();
    return next == null || next.equals("if") || next.equals("unless");
  }

  static @Nullable HttpHead head(ExchangeControl exchange, boolean request) {
    return request ? exchange.request() : exchange.response();
  }

  static HeadEditor editor(ExchangeControl exchange, boolean request) {
    return request ? exchange.editRequest() : exchange.editResponse();
  }
}
