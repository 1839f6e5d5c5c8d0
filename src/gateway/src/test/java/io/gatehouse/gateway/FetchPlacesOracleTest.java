package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostic;
import io.gatehouse.config.text.Environment;
import io.gatehouse.config.text.Severity;
import io.gatehouse.gateway.plugins.PluginCatalogue;
import io.gatehouse.testkit.HaproxyCheck;
import io.gatehouse.testkit.RealHaproxy;
import io.gatehouse.testkit.RegisteredWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fetch is refused exactly where the real HAProxy says that it has nothing to read. */
class FetchPlacesOracleTest {
  /** {@code [ . . Y Y … ] name(arguments): type}, a column for each place. */
  private static final Pattern LINE =
      Pattern.compile("\\[ ([Y. ]+) ] ([^\\s:(]+)(?:\\((.*)\\))?: \\w+");

  private static final Pattern IGNORED =
      Pattern.compile("L6 sample fetches ignored on HTTP proxies \\(declared at .*:(\\d+)\\)");

  /** HAProxy's column for {@code http-request} rules of frontends. */
  private static final int REQUESTS = 3;

  private static final String HEAD =
      """
      userlist u
        user a insecure-password b
      backend t
        stick-table type string len 9 size 1k
      backend b
        mode http
        server s 127.0.0.1:1
      """;

  /** Not refused though HAProxy does: what is asked for is still known here. */
  private static final Set<String> KNOWN_LONGER =
      Set.of("req.ver", "req_ver", "res.ver", "resp_ver");

  /**
   * A place of rules.
   *
   * @param column HAProxy's for it
   * @param section the section's first lines
   * @param line with {@code FETCH}
   */
  private record Place(int column, String section, String line) {}

  private static final List<Place> PLACES =
      List.of(
          new Place(0, "frontend", "tcp-request connection set-var(sess.x) FETCH"),
          new Place(1, "frontend", "tcp-request session set-var(sess.x) FETCH"),
          new Place(2, "frontend", "tcp-request content set-var(txn.x) FETCH"),
          new Place(REQUESTS, "frontend", "http-request set-header x %[FETCH]"),
          new Place(6, "backend", "tcp-request content set-var(txn.x) FETCH"),
          new Place(7, "backend", "http-request set-var(txn.x) FETCH"),
          new Place(11, "backend", "tcp-response content set-var(txn.x) FETCH"),
          new Place(12, "backend", "http-response set-header x %[FETCH]"),
          new Place(14, "backend", "stick store-response FETCH table t"),
          new Place(16, "frontend", "http-response set-var(txn.x) FETCH"),
          new Place(18, "frontend", "log-format \"%[FETCH]\""));

  private final PluginCatalogue plugins = PluginCatalogue.builtIns();
  private final FormatCompiler formats =
      ServiceLoader.load(FormatCompiler.class).findFirst().orElseThrow();

  private static String arguments(String signature) {
    return Arrays.stream(signature.replace("[", "").replace("]", "").split(","))
        .filter(word -> !word.isEmpty())
        .map(FetchPlacesOracleTest::argument)
        .collect(Collectors.joining(","));
  }

  private static String argument(String kind) {
    return switch (kind) {
      case "table" -> "t";
      case "backend" -> "b";
      case "server" -> "b/s";
      case "userlist" -> "u";
      case "IPv4" -> "1.2.3.4";
      case "IPv6" -> "::1";
      case "string" -> "x";
      default -> "1";
    };
  }

  /** A fetch at a place, whose line is the last one of its section. */
  private record Case(Place place, String fetch, boolean readable) {
    String section(int number) {
      return place.section()
          + " p"
          + number
          + "\n  mode http\n"
          + (place.section().equals("frontend") ? "  bind 127.0.0.1:1\n" : "")
          + "  "
          + place.line().replace("FETCH", fetch)
          + "\n";
    }
  }

  private static List<Case> cases() throws Exception {
    List<Case> cases = new ArrayList<>();
    for (String line : RegisteredWords.of("smp")) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches() && !KNOWN_LONGER.contains(matcher.group(2))) {
        String signature = matcher.group(3);
        String words = signature == null ? "" : arguments(signature);
        String fetch = matcher.group(2) + (words.isEmpty() ? "" : "(" + words + ")");
        String[] columns = matcher.group(1).split(" ");
        for (Place place : PLACES) {
          cases.add(new Case(place, fetch, columns[place.column()].equals("Y")));
        }
      }
    }
    return cases;
  }

  /** What lines are refused for, or warned of. */
  private Map<Integer, String> complaints(Severity severity, String text) {
    return new ConfigurationLoader(plugins, formats, Product.facts())
            .load(List.of(new ConfigSource("haproxy.cfg", text)), Environment.of(Map.of()))
            .diagnostics()
            .all()
            .stream()
            .filter(diagnostic -> diagnostic.severity() == severity)
            .collect(
                Collectors.toMap(
                    diagnostic -> diagnostic.position().line(),
                    Diagnostic::message,
                    (first, second) -> first));
  }

  @Test
  void fetchesHaveTheSamePlaces() throws Exception {
    assumeTrue(RealHaproxy.installed(), "the haproxy program is not installed");
    StringBuilder text = new StringBuilder(HEAD);
    Map<Integer, Case> byLine = new TreeMap<>();
    int lines = (int) HEAD.lines().count();
    for (Case one : cases()) {
      String section = one.section(byLine.size());
      lines += (int) section.lines().count();
      text.append(section);
      byLine.put(lines, one);
    }
    Map<Integer, String> complaints = complaints(Severity.ERROR, text.toString());
    List<String> different = new ArrayList<>();
    int compared = 0;
    for (Map.Entry<Integer, Case> entry : byLine.entrySet()) {
      String complaint = complaints.getOrDefault(entry.getKey(), "");
      boolean refused = complaint.contains("has nothing to read");
      // Others are refused for their arguments, or as not supported.
      if (complaint.isEmpty() || refused) {
        compared++;
        if (refused == entry.getValue().readable()) {
          different.add(entry.getValue() + " " + complaint);
        }
      }
    }
    assertThat(different).isEmpty();
    assertThat(compared).isGreaterThan(3_000);
  }

  /** The lines whose conditions HAProxy says that it ignores. */
  private static Set<Integer> ignoredByHaproxy(String text, Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("haproxy.cfg"), text);
    return HaproxyCheck.of(file)
        .words()
        .lines()
        .map(IGNORED::matcher)
        .filter(Matcher::find)
        .map(matcher -> Integer.valueOf(matcher.group(1)))
        .collect(Collectors.toSet());
  }

  @Test
  void conditionsOnBytesAreWarnedOfInModeHttp(@TempDir Path folder) throws Exception {
    assumeTrue(RealHaproxy.installed(), "the haproxy program is not installed");
    String head = HEAD + "frontend p\n  mode http\n  bind 127.0.0.1:1\n";
    List<String> fetches =
        cases().stream()
            .filter(one -> one.place().column() == REQUESTS && one.readable())
            .map(Case::fetch)
            // Arguments of these are read when TLS is there to be read.
            .filter(fetch -> !fetch.startsWith("ssl_"))
            .filter(fetch -> isKnown(head + condition(fetch)))
            .toList();
    StringBuilder text = new StringBuilder(head);
    fetches.forEach(fetch -> text.append(condition(fetch)));
    Set<Integer> ignored = ignoredByHaproxy(text.toString(), folder);
    Map<Integer, String> warnings = complaints(Severity.WARNING, text.toString());
    warnings.values().removeIf(warning -> !warning.contains("not kept in mode http"));
    assertThat(warnings.keySet()).isEqualTo(ignored).hasSizeGreaterThan(15);
  }

  private static String condition(String fetch) {
    return "  http-request deny if { " + fetch + " -m found }\n";
  }

  private boolean isKnown(String text) {
    return complaints(Severity.ERROR, text).isEmpty();
  }
}
