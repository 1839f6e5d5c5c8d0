package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.model.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code unix-bind}: what all Unix sockets of {@code bind} lines have in common. */
final class UnixBindKeyword implements KeywordFamily {
  private static final Setting<String> PREFIX = Setting.named("prefix");
  private static final List<String> OPTIONS =
      List.of("prefix", "mode", "user", "uid", "group", "gid");

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of("unix-bind", SectionKind.ONLY_GLOBAL);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    do {
      switch (s.cursor().next("one of " + String.join(", ", OPTIONS))) {
        case "prefix" -> s.set(PREFIX, s.cursor().next("the beginning of a path"));
        case "mode" -> BindOptions.mode(s.cursor(), s.values());
        case "user", "uid" -> s.set(BindSettings.USER, s.cursor().next("a user"));
        case "group", "gid" -> s.set(BindSettings.GROUP, s.cursor().next("a group"));
        default -> throw s.cursor().unknown("option of 'unix-bind'", OPTIONS);
      }
    } while (s.cursor().hasNext());
  }

  /** Completes the sockets of one section: what their own lines say comes first. */
  static void complete(Values global, List<BindDraft> binds) {
    String prefix = global.get(PREFIX, "");
    binds.replaceAll(
        bind -> {
          if (!(bind.endpoint() instanceof Endpoint.Unix socket)) {
            return bind;
          }
          for (Setting<?> setting :
              List.of(BindSettings.MODE, BindSettings.USER, BindSettings.GROUP)) {
            bind.values().complete(setting, global);
          }
          return socket.abstractName()
              ? bind
              : new BindDraft(
                  new Endpoint.Unix(prefix + socket.path(), false), bind.values(), bind.at());
        });
  }
}
