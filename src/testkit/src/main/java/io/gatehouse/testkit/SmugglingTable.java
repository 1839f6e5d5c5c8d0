package io.gatehouse.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Messages on which careless HTTP implementations disagree, with what must become of each. The
 * files beside this class's resources explain their own notation. Used against the scanner alone,
 * against the real HAProxy and against the whole gateway.
 */
public final class SmugglingTable {
  private SmugglingTable() {}

  /**
   * One message.
   *
   * @param ask method with which the client asks, for responses
   * @param send the bytes as ISO-8859-1 text
   * @param verdict "forward", or the status of the refusal
   * @param forwarded the head the other side must see
   * @param haproxy26 what HAProxy 2.6 does, the same as {@code verdict} but for stated differences;
   *     {@code 400 or forward} where it is a race between the two
   */
  public record Case(
      String name, String ask, String send, String verdict, String forwarded, String haproxy26) {
    public boolean forwards() {
      return verdict.equals("forward");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  public static List<Case> requests() {
    return read("/smuggling/requests.txt");
  }

  public static List<Case> responses() {
    return read("/smuggling/responses.txt");
  }

  private static List<Case> read(String resource) {
    List<Case> cases = new ArrayList<>();
    Map<String, String> block = new HashMap<>();
    try (InputStream in = SmugglingTable.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("= ")) {
          finish(block, cases);
          block.put("name", line.substring(2));
        } else if (!line.startsWith("#") && !line.isBlank()) {
          int colon = line.indexOf(": ");
          block.put(line.substring(0, colon), line.substring(colon + 2));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    finish(block, cases);
    return List.copyOf(cases);
  }

  private static void finish(Map<String, String> block, List<Case> cases) {
    if (!block.isEmpty()) {
      String name = value(block, "name");
      String send = unescape(value(block, "send"));
      String verdict = value(block, "verdict");
      String forwarded = block.get("forwarded");
      String other = block.getOrDefault("haproxy26", verdict).split(";", 2)[0];
      cases.add(
          new Case(
              name,
              block.getOrDefault("ask", "GET"),
              send,
              verdict,
              forwarded == null ? head(send) : unescape(forwarded),
              other));
      block.clear();
    }
  }

  private static String value(Map<String, String> block, String key) {
    return Objects.requireNonNull(block.get(key), () -> key + " is missing in " + block);
  }

  private static String head(String message) {
    int end = message.indexOf("\r\n\r\n");
    return end < 0 ? message : message.substring(0, end + 4);
  }

  private static String unescape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{' && text.substring(i).matches("(?s)\\{\\d+\\*.*")) {
        int star = text.indexOf('*', i);
        int end = text.indexOf('}', i);
        int times = Integer.parseInt(text.substring(i + 1, star));
        out.append(unescape(text.substring(star + 1, end)).repeat(times));
        i = end;
      } else if (c == '\\') {
        i++;
        out.append(escaped(text, i));
        i += text.charAt(i) == 'x' ? 2 : 0;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static char escaped(String text, int at) {
    return switch (text.charAt(at)) {
      case 'r' -> '\r';
      case 'n' -> '\n';
      case 't' -> '\t';
      case '0' -> '\0';
      case 'x' -> (char) Integer.parseInt(text.substring(at + 1, at + 3), 16);
      default -> text.charAt(at);
    };
  }

  /**
   * A head in the form in which two proxies can be compared: names in lower case, single blanks
   * around values, without what only speaks about one connection.
   */
  public static String comparable(String head) {
    StringBuilder out = new StringBuilder();
    for (String line : head.split("\r\n")) {
      int colon = out.isEmpty() ? -1 : line.indexOf(':');
      if (colon < 0) {
        out.append(line).append('\n');
        continue;
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).replaceAll("^[ \t]+|[ \t]+$", "");
      if (name.equals("connection")) {
        value = value.replaceAll("(?i)\\b(close|keep-alive)\\b|[ \t]", "").replaceAll("^,|,$", "");
        if (value.isEmpty()) {
          continue;
        }
      }
      out.append(name).append(": ").append(value).append('\n');
    }
    return out.toString();
  }
}
