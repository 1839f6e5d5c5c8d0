package io.gatehouse.dataplane.health;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/**
 * HAProxy's words for what happens to servers. Log analysers and alert rules match them, so they
 * are kept to the letter; the final full stop is added by whoever sends them. Called on the control
 * thread; allocates.
 */
public final class CheckMessages {
  /** The cause of what the operator did over the runtime socket. */
  public static final String FROM_CLI = ", changed from CLI";

  /** Their code is told even where it is 0. */
  private static final Set<CheckStatus> WITH_CODE =
      EnumSet.range(CheckStatus.L7OK, CheckStatus.PROCOK);

  static {
    WITH_CODE.remove(CheckStatus.L7TOUT);
    WITH_CODE.remove(CheckStatus.L7RSP);
  }

  private CheckMessages() {}

  /** Whether a result has a code to tell, 0 included. */
  public static boolean coded(CheckStatus status) {
    return WITH_CODE.contains(status);
  }

  /** What is left, or back, after a server changed: the tail of its message. */
  public record Remaining(int active, int backup, int sessions, int requeued, int queued) {}

  /** {@code Server b/s}, the beginning of most messages. */
  public static String server(boolean backup, String name) {
    return (backup ? "Backup Server " : "Server ") + name;
  }

  /** {@code . 1 active and 0 backup servers left. …}. */
  public static String remaining(boolean stopped, Remaining remaining) {
    StringBuilder text = new StringBuilder(". ");
    text.append(remaining.active()).append(" active and ").append(remaining.backup());
    text.append(" backup servers ").append(stopped ? "left." : "online.");
    if (remaining.active() == 0 && remaining.backup() > 0) {
      text.append(" Running on backup.");
    }
    text.append(' ');
    if (stopped) {
      text.append(remaining.sessions()).append(" sessions active, ");
      text.append(remaining.requeued()).append(" requeued, ");
      text.append(remaining.queued()).append(" remaining in queue");
    } else {
      text.append(remaining.requeued()).append(" sessions requeued, ");
      text.append(remaining.queued()).append(" total in queue");
    }
    return text.toString();
  }

  /**
   * {@code Health check for server b/s failed, reason: …} of {@code option log-health-checks}.
   *
   * @param drained its weight is 0
   */
  public static String checked(String server, CheckState check, boolean backup, boolean drained) {
    CheckResult result = check.last();
    Health after = check.health();
    StringBuilder text = new StringBuilder(check.agent() ? "Agent" : "Health");
    text.append(" check for ");
    text.append(backup ? "backup server " : "server ").append(server);
    if (result.status() == CheckStatus.L7OKC) {
      text.append(" conditionally");
    }
    text.append(result.status().passed() ? " succeeded" : " failed").append(why(check));
    text.append(", status: ").append(after.steps()).append('/').append(after.scale());
    return text.append(after.up() ? drained ? " DRAIN" : " UP" : " DOWN").toString();
  }

  /** {@code , reason: Layer4 timeout, check duration: 2000ms}. */
  public static String why(CheckState check) {
    CheckResult result = check.last();
    StringBuilder text = new StringBuilder(", reason: ").append(result.status().description());
    if (coded(result.status())) {
      text.append(", code: ").append(Math.max(0, result.code()));
    }
    if (!result.info().isEmpty()) {
      text.append(", info: \"").append(escaped(result.info())).append('"');
    }
    if (check.millis() >= 0) {
      text.append(", check duration: ").append(check.millis()).append("ms");
    }
    return text.toString();
  }

  /** What servers say may hold anything; it must not forge another line or field. */
  private static String escaped(String info) {
    StringBuilder text = new StringBuilder(info.length());
    for (byte b : info.getBytes(StandardCharsets.ISO_8859_1)) {
      if (b < ' ' || b == 0x7f || b == '<' || b == '>' || b == '"') {
        text.append("<%02X>".formatted(b & 0xff));
      } else {
        text.append((char) b);
      }
    }
    return text.toString();
  }
}
