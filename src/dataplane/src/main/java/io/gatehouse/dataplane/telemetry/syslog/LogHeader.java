package io.gatehouse.dataplane.telemetry.syslog;

import io.gatehouse.api.ByteSink;
import io.gatehouse.model.LogOrigin;
import io.gatehouse.model.LogTarget;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What stands before a line, by the target's format (manual of {@code log}). The date's text is
 * kept for as long as its second, or microsecond in RFC 5424, lasts. Confined to the writer's
 * thread.
 */
final class LogHeader {
  private static final DateTimeFormatter RFC3164 =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT);

  private final LogTarget target;
  private final LogTarget.Format format;
  private final String host;
  private final String tag;
  private final String name;
  private final long pid = ProcessHandle.current().pid();
  private final ZoneId zone = ZoneId.systemDefault();
  private long dateOf = Long.MIN_VALUE;
  private String dateText = "";

  LogHeader(LogTarget target, LogOrigin origin) {
    this.target = target;
    boolean named = origin.hostname().isPresent();
    this.format =
        named && target.format() == LogTarget.Format.LOCAL
            ? LogTarget.Format.RFC3164
            : target.format();
    String unnamed = format == LogTarget.Format.RFC5424 ? "-" : "localhost";
    this.host = origin.hostname().map(LogHeader::orLocal).orElse(unnamed);
    this.tag = origin.tag();
    this.name = tag + "[" + pid + "]: ";
  }

  /** {@code log-send-hostname} without a name sends the machine's own. */
  private static String orLocal(String name) {
    if (!name.isEmpty()) {
      return name;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }

  /**
   * Writes the header of a line, with its structured data where the format has a place for them.
   */
  void write(ByteSink out, int level, LogRing.Slot line) {
    long date = line.date;
    switch (format) {
      case LOCAL -> priority(out, level).add(date(RFC3164, date, 1_000)).add(" ").add(name);
      case RFC3164 ->
          priority(out, level)
              .add(date(RFC3164, date, 1_000))
              .add(" ")
              .add(host)
              .add(" ")
              .add(name);
      case RFC5424 -> {
        priority(out, level)
            .add("1 ")
            .add(date(ISO, date, 1))
            .add(" ")
            .add(host)
            .add(" ")
            .add(tag)
            .add(" ")
            .add(pid)
            .add(" - ");
        structured(out, line);
      }
      case PRIORITY -> priority(out, level);
      case SHORT -> out.add("<").add(level).add(">");
      case TIMED -> out.add("<").add(level).add(">").add(date(ISO, date, 1)).add(" ");
      case ISO -> out.add(date(ISO, date, 1)).add(" ");
      case RAW -> {}
    }
  }

  private static void structured(ByteSink out, LogRing.Slot line) {
    if (line.structured == 0) {
      out.add("-");
    }
    out.add(line.line.array(), 0, line.structured).add(" ");
  }

  private ByteSink priority(ByteSink out, int level) {
    return out.add("<").add(target.facility() * 8L + level).add(">");
  }

  private String date(DateTimeFormatter as, long millis, int granularity) {
    long unit = Math.floorDiv(millis, granularity);
    if (unit != dateOf) {
      dateOf = unit;
      dateText = as.format(ZonedDateTime.ofInstant(Instant.ofEpochMilli(millis), zone));
    }
    return dateText;
  }
}
