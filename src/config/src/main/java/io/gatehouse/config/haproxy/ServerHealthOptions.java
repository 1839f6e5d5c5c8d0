package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.model.ServerHealth.InitState;
import io.gatehouse.model.ServerHealth.Layer;
import io.gatehouse.model.ServerHealth.OnError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The options that say how a server's state begins and what changes it (manual section 5.2). */
final class ServerHealthOptions {
  static final Set<String> NAMES =
      Set.of(
          "track",
          "init-state",
          "observe",
          "on-error",
          "error-limit",
          "on-marked-down",
          "on-marked-up");

  private ServerHealthOptions() {}

  /** Reads the arguments of one of {@link #NAMES}, which was taken last. */
  static void read(String name, Cursor cursor, Values values) throws ArgumentException {
    switch (name) {
      case "track" -> track(cursor, values);
      case "init-state" -> choice(ServerSettings.INIT_STATE, cursor, values, initStates());
      case "observe" -> choice(ServerSettings.OBSERVE, cursor, values, layers());
      case "on-error" -> choice(ServerSettings.ON_ERROR, cursor, values, onErrors());
      case "error-limit" ->
          values.set(
              ServerSettings.ERROR_LIMIT,
              (int) cursor.integer("a number", 1, Integer.MAX_VALUE),
              cursor.span());
      case "on-marked-down" ->
          choice(ServerSettings.ON_MARKED_DOWN, cursor, values, Map.of("shutdown-sessions", true));
      default ->
          choice(
              ServerSettings.ON_MARKED_UP,
              cursor,
              values,
              Map.of("shutdown-backup-sessions", true));
    }
  }

  private static <T> void choice(
      Setting<T> setting, Cursor cursor, Values values, Map<String, T> choices)
      throws ArgumentException {
    T chosen = choices.get(cursor.next("one of " + String.join(", ", choices.keySet())));
    if (chosen == null) {
      throw cursor.unknown("'" + setting.name() + "'", choices.keySet());
    }
    values.set(setting, chosen, cursor.span());
  }

  private static void track(Cursor cursor, Values values) throws ArgumentException {
    String text = cursor.next("a server such as 'backend/server'");
    int slash = text.indexOf('/');
    values.set(
        ServerSettings.TRACK,
        new ServerSettings.Track(
            slash < 0 ? "" : text.substring(0, slash), text.substring(slash + 1)),
        cursor.span());
  }

  private static Map<String, InitState> initStates() {
    Map<String, InitState> all = new LinkedHashMap<>();
    all.put("none", InitState.NONE);
    all.put("fully-up", InitState.FULLY_UP);
    all.put("up", InitState.UP);
    all.put("down", InitState.DOWN);
    all.put("fully-down", InitState.FULLY_DOWN);
    return all;
  }

  private static Map<String, Layer> layers() {
    Map<String, Layer> all = new LinkedHashMap<>();
    all.put("none", Layer.NONE);
    all.put("layer4", Layer.LAYER4);
    all.put("layer7", Layer.LAYER7);
    return all;
  }

  private static Map<String, OnError> onErrors() {
    Map<String, OnError> all = new LinkedHashMap<>();
    all.put("fastinter", OnError.FASTINTER);
    all.put("fail-check", OnError.FAIL_CHECK);
    all.put("sudden-death", OnError.SUDDEN_DEATH);
    all.put("mark-down", OnError.MARK_DOWN);
    return all;
  }
}
