package io.gatehouse.model;

import io.gatehouse.api.rule.Action;

/** An action and when it runs. */
public record Rule(Action action, Condition condition) {}
