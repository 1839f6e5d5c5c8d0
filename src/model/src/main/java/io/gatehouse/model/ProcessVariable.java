package io.gatehouse.model;

import io.gatehouse.api.Variables;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;

/** A variable of the process that gets a value without any exchange ({@code set-var}). */
public record ProcessVariable(Variables.Name name, Value value) {

  /** What it is set to. */
  public sealed interface Value {
    /** Without a result it stays as it was. */
    record Evaluated(Expression expression) implements Value {}

    record Written(Format format) implements Value {}
  }
}
