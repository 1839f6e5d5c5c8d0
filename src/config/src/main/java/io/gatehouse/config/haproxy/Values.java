package io.gatehouse.config.haproxy;

import io.gatehouse.config.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Typed settings and where each was set. What a {@code defaults} section gave can be told apart.
 */
public final class Values {

  private record Entry(Object value, Span at, boolean inherited) {}

  private final Map<Setting<?>, Entry> entries = new HashMap<>();

  /** The same settings, all of them inherited. */
  Values inherited() {
    Values copy = new Values();
    entries.forEach((key, entry) -> copy.entries.put(key, new Entry(entry.value, entry.at, true)));
    return copy;
  }

  <T> void set(Setting<T> setting, T value, Span at) {
    entries.put(setting, new Entry(value, at, false));
  }

  /** Adds to a list; what was inherited stays in front. */
  <T> void append(Setting<List<T>> setting, T value, Span at) {
    List<T> longer = new ArrayList<>(list(setting));
    longer.add(value);
    set(setting, List.copyOf(longer), at);
  }

  /** Takes a setting from there when it is not set here. */
  void complete(Setting<?> setting, Values there) {
    Entry entry = there.entries.get(setting);
    if (entry != null) {
      entries.putIfAbsent(setting, entry);
    }
  }

  void clear(Setting<?> setting) {
    entries.remove(setting);
  }

  public <T> Optional<T> get(Setting<T> setting) {
    Entry entry = entries.get(setting);
    return entry == null ? Optional.empty() : Optional.of(setting.value(entry.value));
  }

  public <T> T get(Setting<T> setting, T fallback) {
    return get(setting).orElse(fallback);
  }

  public <T> List<T> list(Setting<List<T>> setting) {
    return get(setting).orElse(List.of());
  }

  public boolean is(Setting<Boolean> setting) {
    return get(setting, false);
  }

  /** Whether the section itself said it, not its defaults. */
  public boolean own(Setting<?> setting) {
    Entry entry = entries.get(setting);
    return entry != null && !entry.inherited;
  }

  /** Where it was set. */
  public Optional<Span> at(Setting<?> setting) {
    return Optional.ofNullable(entries.get(setting)).map(Entry::at);
  }
}
