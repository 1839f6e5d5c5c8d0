package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** {@code tune.h2.*} of clients' and servers' connections (manual section 3.2). */
public final class Http2Keywords implements KeywordFamily {
  private static final int LARGEST_FRAME = 16_777_215;

  private static final Map<String, Bounded> ALL = new LinkedHashMap<>();

  public static final Setting<Integer> HEADER_TABLE =
      number("tune.h2.header-table-size", 0, 65_535);
  public static final Setting<Integer> WINDOW =
      number("tune.h2.initial-window-size", 0, Integer.MAX_VALUE);
  public static final Setting<Integer> CLIENT_WINDOW =
      number("tune.h2.fe.initial-window-size", 0, Integer.MAX_VALUE);
  public static final Setting<Integer> STREAMS =
      number("tune.h2.max-concurrent-streams", 1, Integer.MAX_VALUE);
  public static final Setting<Integer> CLIENT_STREAMS =
      number("tune.h2.fe.max-concurrent-streams", 1, Integer.MAX_VALUE);
  public static final Setting<Integer> TOTAL_STREAMS =
      number("tune.h2.fe.max-total-streams", 0, Integer.MAX_VALUE);
  public static final Setting<Integer> MAX_FRAME =
      number("tune.h2.max-frame-size", 16_384, LARGEST_FRAME);
  public static final Setting<Integer> GLITCHES =
      number("tune.h2.fe.glitches-threshold", 0, Integer.MAX_VALUE);
  public static final Setting<Integer> SERVER_WINDOW =
      number("tune.h2.be.initial-window-size", 0, Integer.MAX_VALUE);
  public static final Setting<Integer> SERVER_STREAMS =
      number("tune.h2.be.max-concurrent-streams", 1, Integer.MAX_VALUE);
  public static final Setting<Integer> SERVER_GLITCHES =
      number("tune.h2.be.glitches-threshold", 0, Integer.MAX_VALUE);

  private record Bounded(Setting<Integer> setting, int min, int max) {}

  private static Setting<Integer> number(String name, int min, int max) {
    Setting<Integer> setting = Setting.named(name);
    ALL.put(name, new Bounded(setting, min, max));
    return setting;
  }

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    ALL.keySet().forEach(name -> all.put(name, SectionKind.ONLY_GLOBAL));
    return all;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    Bounded number = ALL.get(s.keyword());
    if (number == null) {
      throw new IllegalStateException(s.keyword());
    }
    s.setNumber(number.setting(), "a number", number.min(), number.max());
  }
}
