package io.gatehouse.model;

import io.gatehouse.api.rule.Format;
import java.util.List;
import java.util.Optional;

/**
 * What a frontend logs and where.
 *
 * @param format none is HAProxy's default: one line at accept
 * @param errorFormat {@code error-log-format}
 * @param dontLogNull connections without data are not logged
 * @param asap logged when the response's head is there
 * @param separateErrors errors get level err
 */
public record LogSettings(
    List<LogTarget> targets,
    LogOrigin origin,
    Optional<Format> format,
    Optional<Format> errorFormat,
    Optional<Format> structuredData,
    boolean dontLogNull,
    boolean dontLogNormal,
    boolean asap,
    boolean separateErrors) {

  public LogSettings {
    targets = List.copyOf(targets);
  }
}
