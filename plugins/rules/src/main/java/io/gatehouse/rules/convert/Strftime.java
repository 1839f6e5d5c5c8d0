package io.gatehouse.rules.convert;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.TimeZone;

/**
 * The C library's strftime in locale C, with glibc's flags and widths and HAProxy's {@code %N} (the
 * nanoseconds, cut to the width). What it does not know stands for itself. Allocates.
 */
final class Strftime {
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ROOT);

  private final ZonedDateTime time;
  private final StringBuilder out = new StringBuilder();

  private Strftime(ZonedDateTime time) {
    this.time = time;
  }

  static String format(String format, ZonedDateTime time) {
    Strftime writer = new Strftime(time);
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      if (c != '%') {
        writer.out.append(c);
        at++;
        continue;
      }
      int from = at++;
      while (at < format.length() && "_-0^#".indexOf(format.charAt(at)) >= 0) {
        at++;
      }
      String flags = format.substring(from + 1, at);
      int digits = at;
      while (at < format.length() && Character.isDigit(format.charAt(at))) {
        at++;
      }
      int width = at == digits ? -1 : Integer.parseInt(format.substring(digits, at));
      if (at == format.length() || !writer.specifier(format.charAt(at), flags, width)) {
        writer.out.append(format, from, Math.min(at + 1, format.length()));
      }
      at++;
    }
    return writer.out.toString();
  }

  private boolean specifier(char c, String flags, int width) {
    return composed(c) || number(c, flags, width) || text(c, flags, width);
  }

  /** Specifiers that stand for a format. */
  private boolean composed(char c) {
    String format =
        switch (c) {
          case 'c' -> "%a %b %e %H:%M:%S %Y";
          case 'D', 'x' -> "%m/%d/%y";
          case 'F' -> "%Y-%m-%d";
          case 'r' -> "%I:%M:%S %p";
          case 'R' -> "%H:%M";
          case 'T', 'X' -> "%H:%M:%S";
          case '+' -> "%a %b %e %H:%M:%S %Z %Y";
          default -> "";
        };
    if (!format.isEmpty() && c != '+') {
      out.append(format(format, time));
      return true;
    }
    return false;
  }

  private boolean number(char c, String flags, int width) {
    switch (c) {
      case 'C' -> padded(Math.floorDiv(time.getYear(), 100), 2, '0', flags, width);
      case 'd' -> padded(time.getDayOfMonth(), 2, '0', flags, width);
      case 'e' -> padded(time.getDayOfMonth(), 2, ' ', flags, width);
      case 'g' -> padded(time.get(IsoFields.WEEK_BASED_YEAR) % 100, 2, '0', flags, width);
      case 'G' -> padded(time.get(IsoFields.WEEK_BASED_YEAR), 1, '0', flags, width);
      case 'H' -> padded(time.getHour(), 2, '0', flags, width);
      case 'I' -> padded(twelve(), 2, '0', flags, width);
      case 'j' -> padded(time.getDayOfYear(), 3, '0', flags, width);
      case 'k' -> padded(time.getHour(), 2, ' ', flags, width);
      case 'l' -> padded(twelve(), 2, ' ', flags, width);
      case 'm' -> padded(time.getMonthValue(), 2, '0', flags, width);
      case 'M' -> padded(time.getMinute(), 2, '0', flags, width);
      case 's' -> padded(time.toEpochSecond(), 1, '0', flags, width);
      case 'S' -> padded(time.getSecond(), 2, '0', flags, width);
      case 'u' -> padded(time.getDayOfWeek().getValue(), 1, '0', flags, width);
      case 'U' -> padded(week(weekday()), 2, '0', flags, width);
      case 'V' -> padded(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0', flags, width);
      case 'w' -> padded(weekday(), 1, '0', flags, width);
      case 'W' -> padded(week((weekday() + 6) % 7), 2, '0', flags, width);
      case 'y' -> padded(Math.floorMod(time.getYear(), 100), 2, '0', flags, width);
      case 'Y' -> padded(time.getYear(), 1, '0', flags, width);
      case 'N' -> nanos(width);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean text(char c, String flags, int width) {
    String text =
        switch (c) {
          case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
          case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
          case 'b', 'h' -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
          case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
          case 'p' -> flags.indexOf('#') < 0 ? halfOfDay() : halfOfDay().toLowerCase(Locale.ROOT);
          case 'P' -> halfOfDay().toLowerCase(Locale.ROOT);
          case 'n' -> "\n";
          case 't' -> "\t";
          case 'z' -> OFFSET.format(time);
          case 'Z' -> zone();
          case '%' -> "%";
          default -> "";
        };
    if (text.isEmpty()) {
      return false;
    }
    boolean upper = flags.indexOf('^') >= 0 || flags.indexOf('#') >= 0 && c != 'p';
    fill(width - text.length(), flags.indexOf('0') >= 0 ? '0' : ' ');
    out.append(upper ? text.toUpperCase(Locale.ROOT) : text);
    return true;
  }

  private String zone() {
    if (time.getZone() instanceof java.time.ZoneOffset) {
      return "GMT";
    }
    boolean summer = time.getZone().getRules().isDaylightSavings(time.toInstant());
    return TimeZone.getTimeZone(time.getZone()).getDisplayName(summer, TimeZone.SHORT, Locale.ROOT);
  }

  private String halfOfDay() {
    return time.getHour() < 12 ? "AM" : "PM";
  }

  private int twelve() {
    return (time.getHour() + 11) % 12 + 1;
  }

  /** Sunday is 0. */
  private int weekday() {
    return time.getDayOfWeek().getValue() % 7;
  }

  private int week(int daysSinceItBegan) {
    return (time.getDayOfYear() - 1 + 7 - daysSinceItBegan) / 7;
  }

  private void nanos(int width) {
    String digits = String.format(Locale.ROOT, "%09d", time.getNano());
    out.append(digits, 0, width < 0 ? 9 : Math.min(9, width));
  }

  private void padded(long value, int digits, char padding, String flags, int width) {
    char with = padding;
    for (int i = 0; i < flags.length(); i++) {
      with = flags.charAt(i) == '_' ? ' ' : flags.charAt(i) == '0' ? '0' : with;
    }
    String text = Long.toString(value);
    boolean bare = flags.indexOf('-') >= 0 && width < 0;
    fill(bare ? 0 : Math.max(digits, width) - text.length(), with);
    out.append(text);
  }

  private void fill(int count, char with) {
    out.repeat(with, Math.max(0, count));
  }
}
