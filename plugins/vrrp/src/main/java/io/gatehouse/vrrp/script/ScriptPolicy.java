package io.gatehouse.vrrp.script;

import io.gatehouse.api.vip.Script;
import io.gatehouse.api.vip.ScriptRules;
import io.gatehouse.vrrp.kernel.Accounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which scripts may be run, and with whose rights (keepalived.conf(5): {@code script_user}, {@code
 * enable_script_security}). Asked once for each script, when a configuration comes into force. Any
 * thread.
 */
public final class ScriptPolicy {
  private static final String USUAL_USER = "keepalived_script";

  private final ScriptRules rules;
  private final Consumer<String> warnings;

  /**
   * @param warnings gets what is dangerous but allowed
   */
  public ScriptPolicy(ScriptRules rules, Consumer<String> warnings) {
    this.rules = rules;
    this.warnings = warnings;
  }

  /** The script, ready to be started. */
  public Command allow(Script script) throws ScriptRefused {
    Executor executor = executor(script.user(), script.group());
    String first = script.words().getFirst();
    if (!executor.isOurselves() && !mayChange()) {
      throw new ScriptRefused(
          "script '"
              + first
              + "' is to be run as another user, and this process may not change users: it needs"
              + " CAP_SETUID and CAP_SETGID in AmbientCapabilities=, or 'script_user' names its"
              + " own user");
    }
    if (first.startsWith("<")) {
      return new Command(executor, List.of("/bin/sh", "-c", String.join(" ", script.words())));
    }
    Program program = Program.find(first, executor);
    if (program.isInsecureFor(executor)) {
      String what = "script '" + first + "' would be run as root and others can write to it";
      if (rules.secure()) {
        throw new ScriptRefused(what + "; enable_script_security forbids that");
      }
      warnings.accept(what + "; enable_script_security would forbid that");
    }
    List<String> words = new ArrayList<>(script.words());
    words.set(0, program.named().toString());
    return new Command(executor, words);
  }

  /** Owner of a FIFO: the user and group, or those of the rules. */
  public Accounts.User owner(String user, String group) throws ScriptRefused {
    Executor executor = executor(user, group);
    return new Accounts.User(executor.user(), executor.group());
  }

  private Executor executor(String user, String group) throws ScriptRefused {
    if (!user.isEmpty()) {
      return named(user, group);
    }
    if (!rules.user().isEmpty()) {
      return named(rules.user(), rules.group());
    }
    Optional<Accounts.User> usual = Accounts.user(USUAL_USER);
    // Nobody asked for that user: without the right to change, our own serves as well.
    return usual.isPresent() && mayChange() ? named(USUAL_USER, "") : Executor.ourselves();
  }

  private static Executor named(String user, String group) throws ScriptRefused {
    Accounts.User account =
        Accounts.user(user)
            .orElseThrow(() -> new ScriptRefused("script user '" + user + "' does not exist"));
    if (group.isEmpty()) {
      return new Executor(account.id(), account.group());
    }
    int number =
        Accounts.group(group)
            .orElseThrow(() -> new ScriptRefused("script group '" + group + "' does not exist"));
    return new Executor(account.id(), number);
  }

  private static boolean mayChange() {
    try {
      return Executor.mayChange();
    } catch (IOException e) {
      return false;
    }
  }
}
