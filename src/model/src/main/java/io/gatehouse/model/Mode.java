package io.gatehouse.model;

/** {@code mode} of a proxy. HEALTH is the removed mode of old files: it answers and closes. */
public enum Mode {
  TCP,
  HTTP,
  HEALTH
}
