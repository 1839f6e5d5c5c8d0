package io.gatehouse.model;

import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.MatchMethod;
import java.util.List;

/**
 * One line of an ACL: a sample and the patterns it is compared with.
 *
 * @param ignoreCase flag {@code -i}
 * @param patterns from the line and from files, in order
 * @param id {@code -u} or its number in the order of the file
 */
public record AclTest(
    Expression expression,
    MatchMethod method,
    boolean ignoreCase,
    List<Pattern> patterns,
    List<String> files,
    int id) {

  public AclTest {
    patterns = List.copyOf(patterns);
    files = List.copyOf(files);
  }
}
