package io.gatehouse.api.persist;

import java.util.List;
import java.util.Optional;

/**
 * A persistence with its arguments: an immutable record, compared with {@code equals} at reload; an
 * equal spec keeps the running persistence and what it has learned.
 */
public interface SessionPersistenceSpec {
  /** Where HAProxy asks cookies. */
  int COOKIES = 100;

  /** Where HAProxy asks its sticking rules. */
  int TABLES = 200;

  /** Where HAProxy asks the first bytes of a connection. */
  int FIRST_BYTES = 300;

  /** The plugin's name. */
  String name();

  /** Whether it reads HTTP messages, so that {@code mode http} is needed. */
  default boolean http() {
    return true;
  }

  /** Those with a lower number are asked first; equal ones in the order of the file. */
  default int rank() {
    return TABLES;
  }

  /** Why it cannot work with these servers, one sentence each, reported as warnings. */
  default List<String> doubts(List<ServerFacts> servers, PersistenceSetup setup) {
    return List.of();
  }

  /** What statistics show as the backend's cookie; empty for nothing. */
  default String label() {
    return "";
  }

  /** The lines that do the same in HAProxy, for a keyword that it does not have any more. */
  default List<String> haproxyForm() {
    return List.of();
  }

  /** Creates the running persistence of one backend. Control thread; may not block. */
  SessionPersistence create(PersistenceSetup setup);

  /**
   * What the configuration says of a server.
   *
   * @param cookie its {@code cookie} value
   * @param port whether it has a port of its own
   */
  record ServerFacts(String name, Optional<String> cookie, boolean port) {}
}
