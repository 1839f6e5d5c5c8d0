package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import java.util.Map;
import java.util.Set;

/** Keywords that belong together; one small class each, listed in {@link Keywords}. */
interface KeywordFamily {

  /** The keywords it reads, of one or two words, and the sections each may stand in. */
  Map<String, Set<SectionKind>> keywords();

  /** Reads one line. */
  void parse(Statement statement) throws ArgumentException;

  /** Whether the keyword may follow {@code no} and {@code default}. */
  default boolean negatable(String keyword) {
    return keyword.startsWith("option ");
  }
}
