package io.gatehouse.config.haproxy.rule;

/** Which halves of a proxy a section has. */
public enum Side {
  FRONTEND,
  BACKEND,
  LISTEN,
  DEFAULTS;

  boolean frontend() {
    return this == FRONTEND || this == LISTEN;
  }

  boolean backend() {
    return this == BACKEND || this == LISTEN;
  }
}
