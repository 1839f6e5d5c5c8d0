package io.gatehouse.dataplane.statefile;

import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.dataplane.health.AdminFlags;
import io.gatehouse.dataplane.health.OperationalState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one line, from {@code srv_addr} on. All that is wrong with it is told at once, and
 * then nothing of it holds.
 */
final class LineReader {
  private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9._-]{1,255}");
  private static final int FOUND_ANEW =
      AdminFlags.INHERITED_MAINT
          | AdminFlags.INHERITED_DRAIN
          | AdminFlags.RESOLUTION_MAINT
          | AdminFlags.RENAMED;
  private static final Set<Long> FLAGS =
      Set.of(
          0L,
          (long) AdminFlags.FORCED_MAINT,
          (long) AdminFlags.CONFIGURED_MAINT,
          (long) (AdminFlags.CONFIGURED_MAINT | AdminFlags.FORCED_MAINT),
          (long) (AdminFlags.CONFIGURED_MAINT | AdminFlags.FORCED_DRAIN),
          (long) AdminFlags.FORCED_DRAIN);

  /** The bits that the state of a check may have. */
  private static final int CHECK_BITS = 0x1f;

  private static final int CONFIGURED = 2;
  private static final int ENABLED = 4;
  private static final int MOST_WEIGHT = 256;
  private static final int MOST_RESULT = 4;
  private static final int MOST_PORT = 65_535;
  private static final int STATUSES = 21;

  private final List<String> fields;
  private final StringBuilder problems = new StringBuilder();

  /**
   * @param fields of the line, from the address on
   */
  LineReader(List<String> fields) {
    this.fields = fields;
  }

  /** What was wrong, each with a comma before it. */
  String problems() {
    return problems.toString();
  }

  private String field(int index) {
    return index < fields.size() ? fields.get(index) : "";
  }

  /** A field that may be left out. */
  private String orNone(int index, String none) {
    return field(index).equals(none) ? "" : field(index);
  }

  private void complain(String name, int index) {
    problems.append(", invalid %s value '%s'".formatted(name, field(index)));
  }

  private long number(int index, String name, long most) {
    OptionalLong number = leading(field(index));
    if (number.isEmpty() || number.getAsLong() < 0 || number.getAsLong() > most) {
      complain(name, index);
      return 0;
    }
    return number.getAsLong();
  }

  private int bits(int index, String name) {
    long value = leading(field(index)).orElse(-1);
    if ((value & ~CHECK_BITS) != 0) {
      complain(name, index);
      return 0;
    }
    return (int) value;
  }

  /** The digits that it begins with, as HAProxy reads numbers. */
  static OptionalLong leading(String text) {
    int end = text.startsWith("-") ? 1 : 0;
    int first = end;
    while (end < text.length() && Character.digit(text.charAt(end), 10) >= 0) {
      end++;
    }
    try {
      return end == first
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(text.substring(0, end)));
    } catch (NumberFormatException tooLong) {
      return OptionalLong.empty();
    }
  }

  /** The line; null when there are {@link #problems()}. */
  @Nullable StateLine read() {
    long state = number(1, "srv_op_state", OperationalState.values().length - 1);
    int told = (int) leading(field(2)).orElse(-1);
    if (!FLAGS.contains((long) told & ~FOUND_ANEW)) {
      complain("srv_admin_state", 2);
    }
    StateLine.Weights weights =
        new StateLine.Weights(
            (int) number(3, "srv_uweight", MOST_WEIGHT),
            (int) number(4, "srv_iweight", MOST_WEIGHT));
    long seconds = number(5, "srv_last_time_change", Long.MAX_VALUE);
    long status = number(6, "srv_check_status", STATUSES - 1);
    number(7, "srv_check_result", MOST_RESULT);
    long health = number(8, "srv_check_health", Integer.MAX_VALUE);
    int checkBits = bits(9, "srv_check_state");
    int agentBits = bits(10, "srv_agent_state");
    number(11, "bk_f_forced_id", 1);
    number(12, "srv_f_forced_id", 1);
    String name = name();
    Optional<Integer> port = port();
    if (problems.length() > 0) {
      return null;
    }
    return new StateLine(
        orNone(0, "-"),
        operational((int) state),
        told & ~FOUND_ANEW,
        (told & AdminFlags.RENAMED) != 0,
        weights,
        seconds,
        new StateLine.Checked(status((int) status), (int) health, disabled(checkBits)),
        disabled(agentBits),
        name,
        port,
        field(15).startsWith("_") ? field(15) : "",
        place(18, 17),
        place(19, 20));
  }

  private static boolean disabled(int bits) {
    return (bits & CONFIGURED) != 0 && (bits & ENABLED) == 0;
  }

  private static OperationalState operational(int number) {
    return Arrays.stream(OperationalState.values())
        .filter(state -> state.number() == number)
        .findFirst()
        .orElseThrow();
  }

  private static CheckStatus status(int number) {
    return Arrays.stream(CheckStatus.values())
        .filter(status -> StateNumbers.of(status) == number)
        .findFirst()
        .orElse(CheckStatus.INI);
  }

  private String name() {
    String name = field(13).startsWith("-") ? "" : field(13);
    if (!name.isEmpty() && !DOMAIN.matcher(name).matches()) {
      complain("srv_fqdn", 13);
    }
    return name;
  }

  private Optional<Integer> port() {
    if (field(14).isEmpty()) {
      return Optional.empty();
    }
    long port = leading(field(14)).orElse(0);
    if (port < 0 || port > MOST_PORT) {
      complain("srv_port", 14);
      return Optional.empty();
    }
    return Optional.of((int) port);
  }

  private StateLine.Place place(int address, int port) {
    long number = leading(field(port)).orElse(0);
    boolean usable = number > 0 && number <= MOST_PORT;
    return new StateLine.Place(orNone(address, "-"), usable ? (int) number : 0);
  }

  /** The fields of a line; those after the last known one are left out. */
  static List<String> split(String line, int most) {
    return Pattern.compile("[ \t]+")
        .splitAsStream(line.strip())
        .limit(most)
        .collect(Collectors.toList());
  }
}
