package io.gatehouse.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One conversation through a proxy, as written in the files beside this class's resources; the head
 * of {@code framing.txt} explains them.
 */
final class Scenario {
  private static final int QUIET_MILLIS = 1_200;

  private final String name;
  private final List<String> config = new ArrayList<>();
  private final List<Step> client = new ArrayList<>();
  private final List<Step> origin = new ArrayList<>();
  private final List<String> ours = new ArrayList<>();
  private final List<String> endings = new ArrayList<>();
  private int clients = 1;
  private int quiet = QUIET_MILLIS;

  /** A word and what follows its colon. */
  record Step(String word, String text) {}

  private Scenario(String name) {
    this.name = name;
  }

  static List<Scenario> read(String resource) {
    List<Scenario> all = new ArrayList<>();
    try (InputStream in = Scenario.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("= ")) {
          all.add(new Scenario(line.substring(2)));
        } else if (!line.startsWith("#") && !line.isBlank()) {
          all.get(all.size() - 1).line(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private void line(String line) {
    int colon = line.indexOf(':');
    String word = colon < 0 ? line : line.substring(0, colon);
    String text = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
    switch (word) {
      case "config" -> config.add(text);
      case "send", "head", "read", "end", "gone", "wait" ->
          client.add(new Step(word, unescape(text)));
      case "answer", "early", "more", "take", "pause", "close", "half", "reset", "silent" ->
          origin.add(new Step(word, unescape(text)));
      case "clients" -> clients = Integer.parseInt(text);
      case "quiet" -> quiet = Integer.parseInt(text);
      case "ours" -> ours.add(text);
      case "ending" -> endings.add(text);
      default -> throw new IllegalArgumentException("'" + word + "' in scenario " + name);
    }
  }

  private static String unescape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{' && text.substring(i).matches("\\{\\d+\\*.*")) {
        int star = text.indexOf('*', i);
        int end = text.indexOf('}', i);
        int times = Integer.parseInt(text.substring(i + 1, star));
        out.append(unescape(text.substring(star + 1, end)).repeat(times));
        i = end;
      } else if (c == '\\') {
        i++;
        out.append(text.charAt(i) == 'r' ? '\r' : text.charAt(i) == 'n' ? '\n' : text.charAt(i));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  String name() {
    return name;
  }

  /** A name that a proxy may have. */
  String proxy() {
    return name.replaceAll("[^A-Za-z0-9]+", "-");
  }

  List<String> config() {
    return config;
  }

  List<Step> client() {
    return client;
  }

  List<Step> origin() {
    return origin;
  }

  int clients() {
    return clients;
  }

  /** Milliseconds of silence after which nothing more is expected. */
  int quiet() {
    return quiet;
  }

  /** What we do where it is not what HAProxy does; empty where both do the same. */
  List<String> ours() {
    return ours;
  }

  /** How our exchanges end where it is not as in HAProxy; empty where both end alike. */
  List<String> endings() {
    return endings;
  }
}
