package io.gatehouse.api.rule;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import java.util.Set;

/**
 * Offers actions by name ({@code deny}, {@code set-header} …). A ServiceLoader provider; parsing
 * happens when the configuration is loaded.
 */
public interface ActionPlugin {

  /**
   * The names it answers to. A name that ends in {@code (} stands for actions whose name carries an
   * argument, such as {@code set-var(txn.x)}.
   */
  Set<String> names();

  /** The rule sets in which these names are known; the same name may differ between phases. */
  Set<Phase> phases();

  /**
   * Reads the words after the name up to {@code if}, {@code unless} or the end of the line.
   *
   * @param name the word as written, with its parenthesis where it has one
   */
  Action parse(Phase phase, String name, Arguments arguments) throws ArgumentException;
}
