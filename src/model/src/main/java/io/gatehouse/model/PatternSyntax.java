package io.gatehouse.model;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.MatchMethod;

/** Reads patterns that come at run time as those of the configuration were read. */
@FunctionalInterface
public interface PatternSyntax {

  Pattern read(MatchMethod method, boolean ignoreCase, String text) throws ArgumentException;
}
