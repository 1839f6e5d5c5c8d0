package io.gatehouse.gateway.runtime.statistics;

/** Origin, nature and scope of a value: a letter each, or words in JSON. */
public final class Tags {
  private Tags() {}

  public static String json(String tags) {
    return "\"tags\":{\"origin\":\""
        + origin(tags.charAt(0))
        + "\",\"nature\":\""
        + nature(tags.charAt(1))
        + "\",\"scope\":\""
        + (tags.charAt(2) == 'P' ? "Process" : "Service")
        + "\"}";
  }

  /** A value with its type; texts are quoted. */
  public static String value(String type, String value) {
    String text = type.equals("str") ? quoted(value) : value;
    return "\"value\":{\"type\":\"" + type + "\",\"value\":" + text + "}";
  }

  private static String origin(char letter) {
    return switch (letter) {
      case 'M' -> "Metric";
      case 'S' -> "Status";
      case 'K' -> "Key";
      case 'C' -> "Config";
      case 'P' -> "Product";
      default -> throw new IllegalArgumentException("no origin " + letter);
    };
  }

  private static String nature(char letter) {
    return switch (letter) {
      case 'G' -> "Gauge";
      case 'L' -> "Limit";
      case 'm' -> "Min";
      case 'M' -> "Max";
      case 'R' -> "Rate";
      case 'C' -> "Counter";
      case 'D' -> "Duration";
      case 'A' -> "Age";
      case 'T' -> "Time";
      case 'N' -> "Name";
      case 'O' -> "Output";
      case 'a' -> "Avg";
      default -> throw new IllegalArgumentException("no nature " + letter);
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
