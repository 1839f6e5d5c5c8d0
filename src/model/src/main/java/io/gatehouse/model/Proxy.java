package io.gatehouse.model;

/**
 * What frontends and backends have in common.
 *
 * @param id {@code id} keyword or position, counted from 1; both halves of a listen share it
 * @param disabled the section stands in the file but does not run
 */
public record Proxy(
    String name,
    int id,
    Kind kind,
    Mode mode,
    boolean disabled,
    String description,
    HttpOptions http,
    TcpOptions tcp,
    RuleSets rules,
    ErrorPages errors) {

  /** Which section it came from. */
  public enum Kind {
    FRONTEND,
    BACKEND,
    LISTEN
  }
}
