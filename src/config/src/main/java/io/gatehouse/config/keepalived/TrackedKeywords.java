package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.vip.Script;
import io.gatehouse.api.vip.Tracked.ParameterMatch;
import io.gatehouse.config.keepalived.TrackingDraft.Kind;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Word;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What may be watched: scripts, processes, files. */
final class TrackedKeywords {
  private static final int LARGEST_SECONDS = 4_294;
  private static final int LARGEST_QUORUM = 65_535;
  private static final int LARGEST_FILE_WEIGHT = 254;
  private static final Duration SHORTEST = Duration.ofNanos(1_000);
  private static final Duration LONGEST = Duration.ofHours(1);

  private TrackedKeywords() {}

  static Keywords<TrackedDraft> of(Kind kind) {
    return switch (kind) {
      case SCRIPT -> scripts();
      case PROCESS -> processes();
      case FILE -> files();
      case INTERFACE -> throw new IllegalArgumentException("interfaces have no section");
    };
  }

  private static Keywords<TrackedDraft> scripts() {
    return new Keywords<TrackedDraft>("vrrp_script")
        .once("script", TrackedKeywords::script)
        .line("interval", (d, c) -> d.interval = seconds(c))
        .line("timeout", (d, c) -> d.timeout = seconds(c))
        .line("weight", (d, c) -> weight(d, c, 253))
        .line("rise", (d, c) -> d.rise = c.number("a number of successes", 1, Integer.MAX_VALUE))
        .line("fall", (d, c) -> d.fall = c.number("a number of failures", 1, Integer.MAX_VALUE))
        .line("user", TrackedKeywords::user)
        .line("init_fail", (d, c) -> d.initiallyFailed = alone(c));
  }

  private static Keywords<TrackedDraft> processes() {
    return new Keywords<TrackedDraft>("vrrp_track_process")
        .once("process", TrackedKeywords::process)
        .line("param_match", TrackedKeywords::match)
        .once("weight", (d, c) -> weight(d, c, LARGEST_FILE_WEIGHT))
        .line("quorum", (d, c) -> d.quorum = c.number("a number of processes", 1, LARGEST_QUORUM))
        .line(
            "quorum_max",
            (d, c) -> d.quorumMax = c.number("a number of processes", 0, LARGEST_QUORUM))
        .line("delay", TrackedKeywords::delay)
        .line("fork_delay", (d, c) -> d.delayToUp = time(c))
        .line("terminate_delay", (d, c) -> d.delayToDown = time(c))
        .line("full_command", (d, c) -> d.fullCommand = alone(c));
  }

  private static Keywords<TrackedDraft> files() {
    return new Keywords<TrackedDraft>("track_file")
        .once("file", (d, c) -> d.path = c.only("the path of a file"))
        .once("weight", (d, c) -> weight(d, c, LARGEST_FILE_WEIGHT))
        .line("init_file", TrackedKeywords::initial);
  }

  private static boolean alone(Clause clause) {
    clause.end();
    return true;
  }

  private static Duration seconds(Clause clause) throws ArgumentException {
    return Duration.ofSeconds(clause.number("a number of seconds", 1, LARGEST_SECONDS));
  }

  private static Duration time(Clause clause) throws ArgumentException {
    return clause.seconds("a number of seconds", SHORTEST, LONGEST);
  }

  private static void delay(TrackedDraft draft, Clause clause) throws ArgumentException {
    Duration both = time(clause);
    draft.delayToUp = both;
    draft.delayToDown = both;
  }

  private static void weight(TrackedDraft draft, Clause clause, int largest)
      throws ArgumentException {
    Cursor cursor = clause.cursor();
    draft.weight = (int) cursor.integer("a weight", -largest, largest);
    if (cursor.hasNext()) {
      if (!cursor.next("'reverse'").equals("reverse")) {
        throw cursor.unknown("option of a weight", List.of("reverse"));
      }
      draft.reverse = true;
    }
    clause.end();
  }

  /** A script has its user on a line of its own. */
  private static void script(TrackedDraft draft, Clause clause) throws ArgumentException {
    Script script = Scripts.command(clause);
    if (!script.user().isEmpty()) {
      clause.error(
          "'%s' is not read, only one word may follow 'script'".formatted(script.user()),
          "put the command and its arguments between double quotes; 'user' is a line of its own");
    }
    draft.script = script;
  }

  private static void user(TrackedDraft draft, Clause clause) throws ArgumentException {
    draft.user = clause.word("a user");
    draft.group = clause.cursor().hasNext() ? clause.only("a group") : "";
  }

  private static void process(TrackedDraft draft, Clause clause) throws ArgumentException {
    draft.process = clause.word("the name of a program");
    Line line = clause.statement().line();
    draft.parameters =
        line.words().subList(2, line.size()).stream()
            .map(Word::text)
            .collect(Collectors.joining(" "));
  }

  private static void match(TrackedDraft draft, Clause clause) throws ArgumentException {
    if (!clause.cursor().hasNext()) {
      draft.match = ParameterMatch.EXACT;
    } else {
      String word = clause.only("initial or partial");
      draft.match =
          switch (word) {
            case "initial" -> ParameterMatch.INITIAL;
            case "partial" -> ParameterMatch.PARTIAL;
            default -> throw clause.cursor().unknown("match", List.of("initial", "partial"));
          };
    }
    draft.fullCommand = true;
  }

  private static void initial(TrackedDraft draft, Clause clause) throws ArgumentException {
    Cursor cursor = clause.cursor();
    draft.initial = OptionalInt.of(0);
    while (cursor.hasNext()) {
      if (cursor.accept("overwrite")) {
        draft.overwrite = true;
      } else {
        int value =
            (int)
                cursor.integer(
                    "a number or 'overwrite'", -LARGEST_FILE_WEIGHT, LARGEST_FILE_WEIGHT);
        draft.initial = OptionalInt.of(value);
      }
    }
  }
}
