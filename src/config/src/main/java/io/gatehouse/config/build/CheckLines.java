package io.gatehouse.config.build;

import io.gatehouse.config.haproxy.GlobalSettings;
import io.gatehouse.config.haproxy.ProxySettings;
import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.Setting;
import io.gatehouse.config.haproxy.Values;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Span;

/** Whether the lines of a backend's checks go with the check it asks for. */
final class CheckLines {
  private static final String EXTERNAL = "external-check";

  private final Values global;
  private final Diagnostics diagnostics;

  CheckLines(Values global, Diagnostics diagnostics) {
    this.global = global;
    this.diagnostics = diagnostics;
  }

  /** {@code external-check preserve-env}. */
  boolean preserveEnvironment() {
    return global.is(GlobalSettings.PRESERVE_ENVIRONMENT);
  }

  void check(SectionDraft backend) {
    Values values = backend.values();
    String asked = values.get(ProxySettings.CHECKER).map(c -> c.name()).orElse("");
    if (!backend.servers().isEmpty()) {
      unused(backend, ProxySettings.TCP_CHECK_STEPS, asked.equals("tcp-check"), "tcp-check");
      unused(backend, ProxySettings.HTTP_CHECK_STEPS, asked.equals("httpchk"), "httpchk");
    }
    if (asked.equals(EXTERNAL)) {
      external(backend);
    }
  }

  /** What is inherited from defaults may be meant for others. */
  private void unused(SectionDraft backend, Setting<?> lines, boolean used, String option) {
    boolean there = backend.values().own(lines) && backend.values().get(lines).isPresent();
    if (there && !used) {
      diagnostics.warning(
          backend.values().at(lines).orElse(backend.header().span()),
          "%s '%s' uses %s rules without 'option %s', so the rules are ignored"
              .formatted(backend.kind().word(), backend.name(), lines.name(), option));
    }
  }

  private void external(SectionDraft backend) {
    Values values = backend.values();
    Span at = values.at(ProxySettings.CHECKER).orElse(backend.header().span());
    if (!global.is(GlobalSettings.EXTERNAL_CHECKS)) {
      diagnostics.error(
          at,
          "'option external-check' unable to find required 'global.external-check'",
          "add 'external-check' to the global section");
    }
    boolean command = !values.get(ProxySettings.CHECK_COMMAND, "").isEmpty();
    boolean path = !values.get(ProxySettings.CHECK_PATH, "").isEmpty();
    if (!command) {
      diagnostics.error(
          at, "'option external-check' unable to find required 'external-check command'");
    } else if (!path && !values.get(ProxySettings.CHECK_COMMAND, "").startsWith("/")) {
      diagnostics.error(
          values.at(ProxySettings.CHECK_COMMAND).orElse(at),
          "'external-check command' does not have a leading '/' and 'external-check path' is not"
              + " set");
    }
  }
}
