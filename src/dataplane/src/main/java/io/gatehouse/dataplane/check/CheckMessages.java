package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.CheckResult;

/**
 * HAProxy's words for what happens to servers. Log analysers and alert rules match them, so they
 * are kept to the letter. Called on the control thread; allocates.
 */
public final class CheckMessages {
  private CheckMessages() {}

  /** What is left, or back, after a server changed: the tail of its message. */
  public record Remaining(int active, int backup, int sessions, int requeued, int queued) {}

  /** Level of a server's going down: alert; of its coming up: notice. */
  public static int level(boolean up) {
    return up ? 5 : 1;
  }

  /**
   * {@code Server b/s is DOWN, reason: …}.
   *
   * @param why as {@link #why} says it; empty where the check itself was logged just before
   */
  public static String changed(String server, boolean up, String why, Remaining remaining) {
    StringBuilder text = new StringBuilder("Server ").append(server);
    text.append(up ? " is UP" : " is DOWN").append(why).append(". ");
    text.append(remaining.active()).append(" active and ").append(remaining.backup());
    text.append(" backup servers ").append(up ? "online." : "left.");
    if (remaining.active() == 0 && remaining.backup() > 0) {
      text.append(" Running on backup.");
    }
    if (up) {
      return text.append(' ')
          .append(remaining.requeued())
          .append(" sessions requeued, ")
          .append(remaining.queued())
          .append(" total in queue.")
          .toString();
    }
    return text.append(' ')
        .append(remaining.sessions())
        .append(" sessions active, ")
        .append(remaining.requeued())
        .append(" requeued, ")
        .append(remaining.queued())
        .append(" remaining in queue.")
        .toString();
  }

  /** {@code Health check for server b/s failed, reason: …} of {@code option log-health-checks}. */
  public static String checked(String server, CheckResult result, long millis, Health after) {
    StringBuilder text = new StringBuilder("Health check for server ").append(server);
    text.append(result.status().passed() ? " succeeded" : " failed");
    text.append(why(result, millis)).append(", status: ").append(after.steps());
    return text.append('/').append(after.scale()).append(after.up() ? " UP." : " DOWN.").toString();
  }

  /**
   * {@code backend b has no server available!}, level emerg.
   *
   * @param kind {@code backend}, or {@code proxy} for a listen section
   */
  public static String noServer(String kind, String name) {
    return kind + " " + name + " has no server available!";
  }

  /** {@code , reason: Layer4 timeout, check duration: 2000ms}. */
  public static String why(CheckResult result, long millis) {
    StringBuilder text = new StringBuilder(", reason: ").append(result.status().description());
    if (result.code() >= 0) {
      text.append(", code: ").append(result.code());
    }
    if (!result.info().isEmpty()) {
      text.append(", info: \"").append(result.info()).append('"');
    }
    return text.append(", check duration: ").append(millis).append("ms").toString();
  }
}
