package io.gatehouse.model;

/** Which file tells, when the process starts, how a backend's servers were before. */
public sealed interface StateSource {
  /** None does. */
  StateSource NONE = new None();

  record None() implements StateSource {}

  /** The one of {@code server-state-file}, which tells of all backends. */
  record Shared() implements StateSource {}

  /** One of its own ({@code server-state-file-name}). */
  record Own(String file) implements StateSource {}
}
