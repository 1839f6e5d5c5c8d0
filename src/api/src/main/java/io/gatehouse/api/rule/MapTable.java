package io.gatehouse.api.rule;

/**
 * A map that was read when the configuration was loaded, for one way of matching its keys. Opaque
 * to plugins: {@link io.gatehouse.api.Lists} looks values up. Immutable, comparable with equals.
 */
public interface MapTable {

  PatternReference reference();

  MatchMethod method();
}
