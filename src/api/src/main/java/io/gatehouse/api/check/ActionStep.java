package io.gatehouse.api.check;

import io.gatehouse.api.rule.Action;

/** A line of a check's script that runs an action, such as {@code tcp-check set-var(check.a)}. */
public record ActionStep(Action action) implements CheckStep {}
