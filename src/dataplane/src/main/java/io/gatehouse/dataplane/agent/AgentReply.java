package io.gatehouse.dataplane.agent;

import io.gatehouse.api.check.CheckResult;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One line of an agent: words divided by blanks or commas, and a description behind a sharp (manual
 * section 5.2, {@code agent-check}). Where words of one kind are repeated the last one counts.
 *
 * @param failure why there is no line; the rest is then empty
 * @param health such as {@code down}; empty where nothing is said of it, as the following
 * @param admin such as {@code drain}
 * @param weight a number or a percentage
 * @param maxconn a number
 * @param unknown the first word that is none of them
 * @param description what stands behind the sharp
 */
public record AgentReply(
    Optional<CheckResult> failure,
    String health,
    String admin,
    String weight,
    String maxconn,
    String unknown,
    String description) {

  private static final Set<String> HEALTH = Set.of("up", "down", "stopped", "fail");
  private static final Set<String> ADMIN = Set.of("ready", "drain", "maint");
  private static final String MAXCONN = "maxconn:";
  private static final String WEIGHT = "weight:";

  /** Nothing was heard, or nothing that is a line. */
  public static AgentReply failed(CheckResult result) {
    return new AgentReply(Optional.of(result), "", "", "", "", "", "");
  }

  /** Reads a line without its end. */
  public static AgentReply parse(String line) {
    int sharp = sharp(line);
    String health = "";
    String admin = "";
    String weight = "";
    String maxconn = "";
    String unknown = "";
    for (String word : line.substring(0, sharp).split("[ \t,]+", -1)) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (word.isEmpty()) {
        continue;
      }
      if (HEALTH.contains(lower)) {
        health = word;
      } else if (ADMIN.contains(lower)) {
        admin = lower;
      } else if (Character.isDigit(word.charAt(0)) && word.contains("%")) {
        weight = word;
      } else if (lower.startsWith(MAXCONN)) {
        maxconn = word.substring(MAXCONN.length());
        maxconn = maxconn.isEmpty() ? " " : maxconn;
      } else if (lower.startsWith(WEIGHT)) {
        weight = word.substring(WEIGHT.length());
        weight = weight.isEmpty() ? " " : weight;
      } else if (unknown.isEmpty()) {
        unknown = word;
      }
    }
    String said = sharp < line.length() ? line.substring(sharp + 1).strip() : "";
    return new AgentReply(Optional.empty(), health, admin, weight, maxconn, unknown, said);
  }

  /** Where a word begins with a sharp; the end of the line where none does. */
  private static int sharp(String line) {
    for (int i = 0; i < line.length(); i++) {
      boolean begins = i == 0 || " \t,".indexOf(line.charAt(i - 1)) >= 0;
      if (begins && line.charAt(i) == '#') {
        return i;
      }
    }
    return line.length();
  }

  /** Whether it says that the server is well. */
  public boolean up() {
    return health.equalsIgnoreCase("up");
  }
}
