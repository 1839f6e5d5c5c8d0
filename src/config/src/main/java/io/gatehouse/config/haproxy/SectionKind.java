package io.gatehouse.config.haproxy;

import io.gatehouse.config.haproxy.rule.Side;
import java.util.EnumSet;
import java.util.Set;

/** The sections whose keywords are understood (manual sections 3 and 4). */
public enum SectionKind {
  GLOBAL,
  DEFAULTS,
  FRONTEND,
  BACKEND,
  LISTEN;

  static final Set<SectionKind> PROXIES = EnumSet.range(DEFAULTS, LISTEN);
  static final Set<SectionKind> NAMED = EnumSet.range(FRONTEND, LISTEN);
  static final Set<SectionKind> CLIENT = EnumSet.of(DEFAULTS, FRONTEND, LISTEN);
  static final Set<SectionKind> SERVER = EnumSet.of(DEFAULTS, BACKEND, LISTEN);
  static final Set<SectionKind> ONLY_GLOBAL = EnumSet.of(GLOBAL);
  static final Set<SectionKind> EVERYWHERE = EnumSet.allOf(SectionKind.class);

  /** As written. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  public boolean frontend() {
    return this == FRONTEND || this == LISTEN;
  }

  public boolean backend() {
    return this == BACKEND || this == LISTEN;
  }

  Side side() {
    return switch (this) {
      case FRONTEND -> Side.FRONTEND;
      case BACKEND -> Side.BACKEND;
      case LISTEN -> Side.LISTEN;
      case GLOBAL, DEFAULTS -> Side.DEFAULTS;
    };
  }
}
