package io.gatehouse.config.haproxy;

/**
 * The key of one typed setting of a draft; compared by identity.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {
  private final String name;

  private Setting(String name) {
    this.name = name;
  }

  static <T> Setting<T> named(String name) {
    return new Setting<>(name);
  }

  /** The keyword that sets it. */
  public String name() {
    return name;
  }

  @SuppressWarnings("unchecked") // Values are only ever stored under a setting of their type.
  T value(Object stored) {
    return (T) stored;
  }

  @Override
  public String toString() {
    return name;
  }
}
