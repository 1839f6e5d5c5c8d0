package io.gatehouse.dataplane.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Weights and limits as an agent writes them. Control thread. */
final class ToldLimits {
  private static final Pattern NUMBER = Pattern.compile("([+-]?\\d{1,9})(.*)");
  private static final int MOST = 256;
  private static final int PERCENT = 100;

  private ToldLimits() {}

  /** Sets the weight; what is wrong with it, in HAProxy's words, or nothing. */
  static String weight(RunningServer server, String word) {
    if (word.isEmpty()) {
      return "Require <weight> or <weight%>.\n";
    }
    Matcher number = NUMBER.matcher(word);
    if (!number.matches()) {
      return "Empty weight string empty or preceded by garbage";
    }
    int value = Integer.parseInt(number.group(1));
    int weight = value;
    if (number.group(2).equals("%")) {
      if (value < 0) {
        return "Relative weight must be positive.\n";
      }
      int percent = Math.min(value, MOST * PERCENT);
      weight = Math.min(MOST, server.initialWeight() * percent / PERCENT);
    } else if (value < 0 || value > MOST) {
      return "Absolute weight can only be between 0 and 256 inclusive.\n";
    } else if (!number.group(2).isEmpty()) {
      return "Trailing garbage in weight string";
    }
    if (weight != 0 && weight != server.initialWeight() && !server.backend().dynamicWeights()) {
      return "Backend is using a static LB algorithm and only accepts weights '0%' and '100%'.\n";
    }
    if (weight != server.userWeight()) {
      server.backend().serverWeight(server, weight);
    }
    return "";
  }

  /** Sets the limit; what is wrong with it, in HAProxy's words, or nothing. */
  static String maxconn(RunningServer server, String word) {
    if (word.isEmpty()) {
      return "Require <maxconn>.\n";
    }
    Matcher number = NUMBER.matcher(word);
    if (!number.matches()) {
      return "maxconn string empty or preceded by garbage";
    }
    if (!number.group(2).isEmpty()) {
      return "Trailing garbage in maxconn string";
    }
    server.changeMaxconn(Math.max(0, Integer.parseInt(number.group(1))));
    return "";
  }
}
