package io.gatehouse.api;

/** The {@code bind} line that accepted a connection. Thread: any; numbers are momentary. */
public interface ListenerView {

  /** Its {@code name}; empty when it has none. */
  String name();

  int id();

  /** Connections it has at this moment. */
  int connections();
}
