package io.gatehouse.rules.format;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Sample;
import java.util.List;

/**
 * A compiled log-format string.
 *
 * @param text as written
 */
record LogFormat(String text, Use use, List<Part> parts) implements Format {
  LogFormat {
    parts = List.copyOf(parts);
  }

  @Override
  public boolean constant() {
    for (Part part : parts) {
      if (!(part instanceof Part.Literal) && !(part instanceof Part.Space)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The latest of its parts. A format that tells nothing of the request's line waits for the
   * response, as HAProxy does.
   */
  @Override
  public Ready ready() {
    Ready latest = Ready.REQUEST;
    boolean ofRequest = false;
    for (Part part : parts) {
      Ready ready = part.ready();
      latest = ready.compareTo(latest) > 0 ? ready : latest;
      ofRequest |= part.ofRequest();
    }
    return latest == Ready.REQUEST && !ofRequest ? Ready.RESPONSE : latest;
  }

  /** White space between parts is merged, also around parts that write nothing. */
  @Override
  public void write(Exchange exchange, Sample scratch, ByteSink out) {
    int start = out.length();
    int afterSpace = start;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (!(part instanceof Part.Space)) {
        part.write(exchange, scratch, out);
      } else if (out.length() > afterSpace) {
        part.write(exchange, scratch, out);
        afterSpace = out.length();
      }
    }
  }
}
