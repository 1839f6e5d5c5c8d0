package io.gatehouse.rules.format;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Sample;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Writers of dates. A second's text is made once for each thread. */
final class DateWriters {
  static final Map<String, Part.Writer> ALL =
      Map.of(
          "t", (x, sample, out) -> millis(x.measures().acceptDate(), out),
          "tr", (x, sample, out) -> millis(x.measures().requestDate(), out),
          "T", (x, sample, out) -> universal(x.measures().acceptDate(), out),
          "trg", (x, sample, out) -> universal(x.measures().requestDate(), out),
          "Tl", (x, sample, out) -> zoned(x.measures().acceptDate(), out),
          "trl", (x, sample, out) -> zoned(x.measures().requestDate(), out),
          "ms", DateWriters::millisOnly);

  private static final ThreadLocal<Second> SECOND = ThreadLocal.withInitial(Second::new);

  private DateWriters() {}

  private static boolean millis(long date, ByteSink out) {
    out.add(SECOND.get().at(date).local).add((byte) '.');
    return three(date, out);
  }

  private static boolean zoned(long date, ByteSink out) {
    Second second = SECOND.get().at(date);
    out.add(second.local).add((byte) ' ').add(second.zone);
    return true;
  }

  private static boolean universal(long date, ByteSink out) {
    out.add(SECOND.get().at(date).universal).add(" +0000");
    return true;
  }

  private static boolean millisOnly(Exchange exchange, Sample scratch, ByteSink out) {
    return three(exchange.measures().acceptDate(), out);
  }

  private static boolean three(long date, ByteSink out) {
    int millis = (int) Math.floorMod(date, 1000L);
    out.add((byte) ('0' + millis / 100));
    out.add((byte) ('0' + millis / 10 % 10)).add((byte) ('0' + millis % 10));
    return true;
  }

  /** The texts of one second. */
  private static final class Second {
    private static final DateTimeFormatter DATE =
        DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ROOT);

    private long epoch = Long.MIN_VALUE;
    private String local = "";
    private String zone = "";
    private String universal = "";

    Second at(long date) {
      long second = Math.floorDiv(date, 1000L);
      if (second != epoch) {
        epoch = second;
        ZonedDateTime time = Instant.ofEpochSecond(second).atZone(ZoneId.systemDefault());
        local = DATE.format(time);
        zone = OFFSET.format(time);
        universal = DATE.format(time.withZoneSameInstant(ZoneOffset.UTC));
      }
      return this;
    }
  }
}
