package io.gatehouse.rules.format;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Captures;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Sample;
import java.util.Map;

/** Writers of what was captured: the request line and its parts, headers, cookies, the id. */
final class CaptureWriters {
  static final Map<String, Part.Writer> TEXTS =
      Map.of(
          "r", (x, sample, out) -> line(x, sample, out, -1),
          "HM", (x, sample, out) -> line(x, sample, out, 0),
          "HU", (x, sample, out) -> line(x, sample, out, 1),
          "HV", (x, sample, out) -> line(x, sample, out, 2),
          "HP", (x, sample, out) -> path(x, sample, out, false),
          "HPO", (x, sample, out) -> path(x, sample, out, true),
          "HQ", CaptureWriters::query,
          "CC", (x, sample, out) -> x.captures().requestCookie(sample) && plain(sample, out),
          "CS", (x, sample, out) -> x.captures().responseCookie(sample) && plain(sample, out));

  static final Map<String, Part.SlotsWriter> SLOTS =
      Map.of(
          "hr", (captures, sample, out, flags) -> braces(captures, sample, out, flags, true),
          "hs", (captures, sample, out, flags) -> braces(captures, sample, out, flags, false),
          "hrl", (captures, sample, out, flags) -> list(captures, sample, out, flags, true),
          "hsl", (captures, sample, out, flags) -> list(captures, sample, out, flags, false));

  private CaptureWriters() {}

  private static boolean encoded(Sample sample, ByteSink out) {
    Escapes.line(sample.bytes(), sample.offset(), sample.length(), out);
    return true;
  }

  private static boolean plain(Sample sample, ByteSink out) {
    return out.add(sample.bytes(), sample.offset(), sample.length()) == out;
  }

  static boolean uniqueId(Exchange exchange, Sample sample, ByteSink out) {
    return exchange.uniqueId(sample) && plain(sample, out);
  }

  /** The line, or one of its three words. */
  private static boolean line(Exchange exchange, Sample sample, ByteSink out, int word) {
    if (!exchange.captures().requestLine(sample)) {
      out.add("<BADREQ>");
      return true;
    }
    return word < 0 || word(sample, word) ? encoded(sample, out) : word == 2 && old(out);
  }

  private static boolean old(ByteSink out) {
    out.add("HTTP/0.9");
    return true;
  }

  private static boolean word(Sample sample, int index) {
    int end = sample.offset() + sample.length();
    int from = sample.offset();
    for (int i = 0; i < index; i++) {
      while (from < end && sample.bytes()[from] != ' ') {
        from++;
      }
      from++;
    }
    int to = from;
    while (to < end && sample.bytes()[to] != ' ') {
      to++;
    }
    sample.setString(sample.bytes(), Math.min(from, end), Math.max(0, to - from));
    return sample.length() > 0;
  }

  /** The target without its query, and without scheme and host where {@code bare}. */
  private static boolean path(Exchange exchange, Sample sample, ByteSink out, boolean bare) {
    if (!exchange.captures().requestLine(sample) || !word(sample, 1)) {
      out.add("<BADREQ>");
      return true;
    }
    int from = sample.offset();
    int end = from + sample.length();
    if (bare && sample.bytes()[from] != '/') {
      int slashes = 0;
      while (from < end && slashes < 3) {
        slashes += sample.bytes()[from++] == '/' ? 1 : 0;
      }
      from -= slashes == 3 ? 1 : 0;
    }
    int to = from;
    while (to < end && sample.bytes()[to] != '?') {
      to++;
    }
    sample.setString(sample.bytes(), from, to - from);
    return encoded(sample, out);
  }

  private static boolean query(Exchange exchange, Sample sample, ByteSink out) {
    if (!exchange.captures().requestLine(sample) || !word(sample, 1)) {
      out.add("<BADREQ>");
      return true;
    }
    int end = sample.offset() + sample.length();
    int from = sample.offset();
    while (from < end && sample.bytes()[from] != '?') {
      from++;
    }
    sample.setString(sample.bytes(), from, end - from);
    return from < end && encoded(sample, out);
  }

  private static boolean slot(Captures captures, boolean request, int index, Sample sample) {
    return request ? captures.request(index, sample) : captures.response(index, sample);
  }

  private static void braces(
      Captures captures, Sample sample, ByteSink out, Flags flags, boolean request) {
    int slots = request ? captures.requestSlots() : captures.responseSlots();
    if (slots == 0) {
      return;
    }
    flags.quote(out);
    for (int i = 0; i < slots; i++) {
      out.add((byte) (i == 0 ? '{' : '|'));
      if (slot(captures, request, i, sample)) {
        Escapes.captured(sample.bytes(), sample.offset(), sample.length(), out);
      }
    }
    out.add((byte) '}');
    flags.quote(out);
  }

  private static void list(
      Captures captures, Sample sample, ByteSink out, Flags flags, boolean request) {
    int slots = request ? captures.requestSlots() : captures.responseSlots();
    for (int i = 0; i < slots; i++) {
      if (i > 0) {
        out.add((byte) ' ');
      }
      flags.quote(out);
      if (slot(captures, request, i, sample)) {
        Escapes.captured(sample.bytes(), sample.offset(), sample.length(), out);
      } else if (!flags.quoted()) {
        out.add((byte) '-');
      }
      flags.quote(out);
    }
  }
}
