package io.gatehouse.checks.script;

import io.gatehouse.api.check.CheckStep;

/** Lines of {@code http-check} that hold for the whole script. */
enum HttpFlag implements CheckStep {
  /** {@code disable-on-404}. */
  GONE_IS_FINE,
  /** {@code send-state}. */
  TELL_STATE
}
