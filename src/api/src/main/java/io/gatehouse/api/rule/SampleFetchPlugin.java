package io.gatehouse.api.rule;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import java.util.Map;
import java.util.Set;

/**
 * Offers sample fetches by name (manual section 7.3). A ServiceLoader provider; parsing happens
 * when the configuration is loaded.
 */
public interface SampleFetchPlugin {

  /** The names it answers to; one plugin may hold a family. */
  Set<String> names();

  /**
   * Names that stand for a fetch and the way its value is matched, known in conditions only: {@code
   * path_beg} is {@code path} matched by {@link MatchMethod#BEG}.
   */
  default Map<String, Shorthand> shorthands() {
    return Map.of();
  }

  /** What a name that only conditions know stands for. */
  record Shorthand(String fetch, MatchMethod method) {}

  /**
   * Reads the words in the parentheses; {@code arguments} yields them one by one and is empty where
   * there are none. Words left over are refused by the caller.
   */
  SampleFetch parse(String name, Arguments arguments) throws ArgumentException;
}
