package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How the process appears to the system. */
final class ProcessKeywords implements KeywordFamily {
  private static final int MOST_FILES = Integer.MAX_VALUE;

  @Override
  public boolean negatable(String keyword) {
    return keyword.equals("strict-limits");
  }

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    Map<String, Set<SectionKind>> all = new HashMap<>();
    for (String name :
        Set.of(
            "pidfile",
            "user",
            "group",
            "uid",
            "gid",
            "chroot",
            "daemon",
            "zero-warning",
            "node",
            "localpeer",
            "nbproc",
            "nbthread",
            "hard-stop-after",
            "ulimit-n",
            "fd-hard-limit",
            "strict-limits")) {
      all.put(name, SectionKind.ONLY_GLOBAL);
    }
    return all;
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "pidfile" -> s.setText(GlobalSettings.PIDFILE, "a file");
      case "chroot" -> s.setText(GlobalSettings.CHROOT, "a folder");
      case "node" -> s.setText(GlobalSettings.NODE, "a name");
      // The reader of the files has noted it down for the sections behind it.
      case "localpeer" -> s.setText(GlobalSettings.LOCAL_PEER, "a name");
      case "user", "uid" -> account(s, GlobalSettings.USER, "/etc/passwd");
      case "group", "gid" -> account(s, GlobalSettings.GROUP, "/etc/group");
      case "zero-warning" -> s.setFlag(GlobalSettings.ZERO_WARNING);
      case "ulimit-n" -> s.setNumber(GlobalSettings.DESCRIPTORS, "a number", 0, MOST_FILES);
      case "fd-hard-limit" ->
          s.setNumber(GlobalSettings.MOST_DESCRIPTORS, "a number", 0, MOST_FILES);
      case "strict-limits" -> s.setFlag(GlobalSettings.STRICT_LIMITS);
      case "daemon" -> s.setFlag(GlobalSettings.DAEMON);
      case "nbthread" -> s.setNumber(GlobalSettings.THREADS, "a number of threads", 1, 64);
      case "nbproc" -> nbproc(s);
      case "hard-stop-after" -> {
        Duration value = s.cursor().time("a time");
        s.cursor().end();
        s.set(GlobalSettings.HARD_STOP_AFTER, value);
      }
      default -> throw new IllegalStateException(s.keyword());
    }
  }

  private static void nbproc(Statement s) throws ArgumentException {
    long processes = s.cursor().integer("a number of processes", 1, 1_024);
    if (processes > 1) {
      throw s.cursor()
          .error(
              "several processes were removed from HAProxy 2.5: use 'nbthread %d'"
                  .formatted(processes));
    }
    s.cursor()
        .warn("'nbproc' was removed from HAProxy: leave the line out, one process is all there is");
    s.cursor().end();
  }

  /** Accounts are never switched, so an unknown one is worth a warning and no more. */
  private static void account(Statement s, Setting<String> setting, String file)
      throws ArgumentException {
    String name = s.cursor().next("an account");
    s.cursor().end();
    s.set(setting, name);
    boolean numeric = name.chars().allMatch(Character::isDigit);
    if (s.keyword().endsWith("id")) {
      if (!numeric) {
        throw s.cursor().error("'%s' is not a number".formatted(name));
      }
      return;
    }
    try {
      if (Files.readAllLines(Path.of(file), java.nio.charset.StandardCharsets.ISO_8859_1).stream()
          .noneMatch(line -> line.startsWith(name + ":"))) {
        s.cursor()
            .warn(
                "%s '%s' does not exist on this machine; the gateway runs as whoever starts it"
                    .formatted(s.keyword(), name));
      }
    } catch (IOException unreadable) {
      s.cursor().warn("%s cannot be read, '%s' was not looked up".formatted(file, name));
    }
  }
}
