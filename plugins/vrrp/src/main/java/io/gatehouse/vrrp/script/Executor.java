package io.gatehouse.vrrp.script;

import io.gatehouse.vrrp.kernel.Accounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whose rights a script has.
 *
 * @param user its number
 * @param group its number
 */
record Executor(int user, int group) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String EFFECTIVE = "CapEff:";
  private static final long SET_GROUP = 1L << 6;
  private static final long SET_USER = 1L << 7;

  static Executor ourselves() {
    return new Executor(Accounts.ownUser(), Accounts.ownGroup());
  }

  boolean isOurselves() {
    return equals(ourselves());
  }

  boolean isRoot() {
    return user == 0 || group == 0;
  }

  /** Whether this process may start something with other rights than its own. */
  static boolean mayChange() throws IOException {
    long both = SET_GROUP | SET_USER;
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(EFFECTIVE)) {
        String digits = line.substring(EFFECTIVE.length()).strip();
        return (Long.parseUnsignedLong(digits, 16) & both) == both;
      }
    }
    return false;
  }

  /**
   * The words that stand before a command to give it these rights and no other: no supplementary
   * groups, no capabilities that would be handed down.
   */
  List<String> prefix() {
    return isOurselves()
        ? List.of()
        : List.of(
            "setpriv",
            "--reuid=" + user,
            "--regid=" + group,
            "--clear-groups",
            "--ambient-caps=-all",
            "--inh-caps=-all");
  }
}
