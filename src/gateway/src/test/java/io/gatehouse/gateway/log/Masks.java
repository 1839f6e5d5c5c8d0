package io.gatehouse.gateway.log;

import java.util.regex.Pattern;

/** Hides what differs from run to run: dates, ports, durations and the process's connections. */
final class Masks {
  private static final Pattern CLIENT =
      Pattern.compile("127\\.0\\.0\\.1:\\d+ \\[\\d\\d/[^\\]]*\\]");
  private static final Pattern CONNECT =
      Pattern.compile("from 127\\.0\\.0\\.1:\\d+ to 127\\.0\\.0\\.1:\\d+");
  private static final Pattern RFC5424 =
      Pattern.compile("(>1) \\d{4}-\\d\\d-\\d\\dT\\S+ (\\S+ \\S+) \\d+ - ");
  private static final Pattern CLF = Pattern.compile("\\[\\d\\d/[^\\]]*\\]");
  private static final Pattern CLF_ENDS =
      Pattern.compile("\"\" \"\" \\d+ \\d+ (.*) \\d+ \\d+ \\d+ \\d+ \\d+ ([-A-Za-z]{4}) \\d+ ");
  private static final Pattern TIMERS =
      Pattern.compile("(?<= )(\\+?-?\\d+(?:/\\+?-?\\d+){2,4})(?= )");
  private static final Pattern ONE_TIME = Pattern.compile("(?<= a time of )\\d+(?= ms)");
  private static final Pattern ELAPSED = Pattern.compile("(?<![-\\d])\\d+");
  private static final Pattern COUNTS =
      Pattern.compile(" \\d+(/\\d+/\\d+/\\d+/\\+?\\d+ \\d+/\\d+)");

  private Masks() {}

  /** A duration keeps only whether it is known; the frontend's and backend's counters stay. */
  static String of(String line) {
    String text = CLIENT.matcher(line).replaceAll("CLIENT [DATE]");
    text = CONNECT.matcher(text).replaceAll("from CLIENT to PROXY");
    text = RFC5424.matcher(text).replaceAll("$1 DATE $2 PID - ");
    text = CLF.matcher(text).replaceAll("[DATE]");
    text = CLF_ENDS.matcher(text).replaceAll("\"\" \"\" PORT MS $1 TIMERS $2 a ");
    text = ONE_TIME.matcher(text).replaceAll("t");
    text = COUNTS.matcher(text).replaceAll(" a$1");
    return TIMERS
        .matcher(text)
        .replaceFirst(found -> ELAPSED.matcher(found.group(1)).replaceAll("t"));
  }
}
