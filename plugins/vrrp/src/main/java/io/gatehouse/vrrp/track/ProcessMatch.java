package io.gatehouse.vrrp.track;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.vip.Tracked.ParameterMatch;
import io.gatehouse.api.vip.Tracked.TrackProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a process is one that is watched: by its name (/proc/PID/stat), or by the words of its
 * command line.
 */
final class ProcessMatch {
  private static final Path PROC = Path.of("/proc");
  private static final char END = '\0';
  private static final char SPACE = ' ';

  private final TrackProcess wanted;
  private final boolean byCommandLine;

  ProcessMatch(TrackProcess wanted) {
    this.wanted = wanted;
    byCommandLine = wanted.fullCommand() || wanted.match() != ParameterMatch.ANY;
  }

  /** Whether it runs now and is one; zombies do not run. */
  boolean matches(int process) {
    try {
      Path folder = PROC.resolve(Integer.toString(process));
      return byCommandLine
          ? matchesLine(Files.readString(folder.resolve("cmdline"), ISO_8859_1))
          : matchesName(Files.readString(folder.resolve("stat"), ISO_8859_1));
    } catch (IOException e) {
      return false;
    }
  }

  /** The line of /proc/PID/stat: number, name in parentheses, state. */
  boolean matchesName(String stat) {
    int begin = stat.indexOf('(');
    int end = stat.lastIndexOf(')');
    return begin >= 0
        && end > begin
        && end + 2 < stat.length()
        && stat.charAt(end + 2) != 'Z'
        && stat.substring(begin + 1, end).equals(wanted.process());
  }

  /** The content of /proc/PID/cmdline: words, each ended by a zero. */
  boolean matchesLine(String line) {
    int end = line.indexOf(END);
    String program = end < 0 ? line : line.substring(0, end);
    if (!program.equals(wanted.process())) {
      return false;
    }
    // Words that are separated by a space here and by a zero there.
    String parameters = end < 0 ? "" : line.substring(end + 1).replace(END, SPACE);
    String expected = wanted.parameters();
    return switch (wanted.match()) {
      case ANY -> true;
      case EXACT -> parameters.equals(ended(expected));
      case PARTIAL -> parameters.startsWith(ended(expected));
      case INITIAL -> parameters.startsWith(expected);
    };
  }

  private static String ended(String words) {
    return words.isEmpty() ? words : words + SPACE;
  }
}
