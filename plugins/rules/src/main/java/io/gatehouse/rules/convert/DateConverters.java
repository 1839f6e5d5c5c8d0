package io.gatehouse.rules.convert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/** Dates as numbers since the epoch, and as text. */
public final class DateConverters extends ConverterFamily {
  private static final SampleType NUMBER = SampleType.INTEGER;
  private static final SampleType TEXT = SampleType.STRING;

  /** With high numbers a date would be negative: only these bits count. */
  private static final long BITS = 0x007f_ffff_ffff_ffffL;

  public DateConverters() {
    with("ltime", a -> time(a, true, 1));
    with("ms_ltime", a -> time(a, true, 1000));
    with("us_ltime", a -> time(a, true, 1_000_000));
    with("utime", a -> time(a, false, 1));
    with("ms_utime", a -> time(a, false, 1000));
    with("us_utime", a -> time(a, false, 1_000_000));
    with("http_date", DateConverters::httpDate);
    plain("date", TEXT, NUMBER, DateConverters::epoch);
  }

  private static Converter time(Arguments arguments, boolean local, int perSecond)
      throws ArgumentException {
    String format = arguments.next("a format");
    long offset = arguments.hasNext() ? arguments.integer("an offset", -BITS, BITS) : 0;
    return new Formatted(format, offset, local, perSecond);
  }

  private static Converter httpDate(Arguments arguments) throws ArgumentException {
    long offset = arguments.hasNext() ? arguments.integer("an offset", -BITS, BITS) : 0;
    String unit = optional(arguments, "a unit");
    return switch (unit) {
      case "", "s" -> new HttpDate(offset, 1);
      case "ms" -> new HttpDate(offset, 1000);
      case "us" -> new HttpDate(offset, 1_000_000);
      default -> throw arguments.unknown("unit", List.of("s", "ms", "us"));
    };
  }

  /** The three forms of RFC 9110 section 5.6.7. */
  private static final List<DateTimeFormatter> FORMS =
      List.of(
          DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH),
          new DateTimeFormatterBuilder()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
              .appendPattern(" HH:mm:ss 'GMT'")
              .toFormatter(Locale.ENGLISH),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH));

  private static boolean epoch(Sample sample) {
    String text = sample.text();
    for (DateTimeFormatter form : FORMS) {
      ParsePosition at = new ParsePosition(0);
      TemporalAccessor date = form.parseUnresolved(text, at);
      if (date != null && at.getIndex() == text.length()) {
        return resolved(form, text, sample);
      }
    }
    return false;
  }

  private static boolean resolved(DateTimeFormatter form, String text, Sample sample) {
    try {
      sample.setInteger(LocalDateTime.parse(text, form).toEpochSecond(ZoneOffset.UTC));
      return true;
    } catch (DateTimeException noDate) {
      return false;
    }
  }

  /** A number of so many parts of a second as {@link Strftime} writes it. */
  record Formatted(String format, long offset, boolean local, int perSecond) implements Converter {
    @Override
    public SampleType input() {
      return NUMBER;
    }

    @Override
    public SampleType output() {
      return TEXT;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      long value = sample.integer();
      long second = perSecond == 1 ? value & BITS : value / perSecond;
      long nanos = perSecond == 1 ? 0 : value % perSecond * (1_000_000_000 / perSecond);
      try {
        Instant instant = Instant.ofEpochSecond(second + offset, nanos);
        ZonedDateTime time = instant.atZone(local ? ZoneId.systemDefault() : ZoneOffset.UTC);
        sample.sink().add(Strftime.format(format, time).getBytes(UTF_8));
        sample.takeSink(TEXT);
        return true;
      } catch (DateTimeException tooFarAway) {
        return false;
      }
    }
  }

  /** The date of HTTP; parts of the second stand behind it as they are. */
  record HttpDate(long offset, int perSecond) implements Converter {
    private static final DateTimeFormatter FORM =
        DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss", Locale.ENGLISH);

    @Override
    public SampleType input() {
      return NUMBER;
    }

    @Override
    public SampleType output() {
      return TEXT;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      long value = sample.integer() + offset;
      try {
        Instant instant = Instant.ofEpochSecond(value / perSecond & BITS);
        ByteSink sink = sample.sink();
        sink.add(FORM.format(instant.atZone(ZoneOffset.UTC)).getBytes(ISO_8859_1));
        if (perSecond > 1) {
          sink.add((byte) '.').add(value % perSecond);
        }
        sink.add(" GMT");
        sample.takeSink(TEXT);
        return true;
      } catch (DateTimeException tooFarAway) {
        return false;
      }
    }
  }
}
