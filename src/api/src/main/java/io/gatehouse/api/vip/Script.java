package io.gatehouse.api.vip;

import java.util.List;

/**
 * A command that is run on an event.
 *
 * @param words program and arguments; never given to a shell
 * @param user empty is the one of {@link ScriptRules}
 * @param group empty is the user's own
 */
public record Script(List<String> words, String user, String group) {
  public Script {
    words = List.copyOf(words);
  }
}
