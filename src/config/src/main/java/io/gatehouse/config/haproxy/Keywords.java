package io.gatehouse.config.haproxy;

import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Languages;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Span;
import io.gatehouse.config.text.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which class reads which keyword. */
final class Keywords {

  private record Entry(KeywordFamily family, Set<SectionKind> sections) {}

  private static final CheckKeywords CHECKS = new CheckKeywords();

  private static final List<KeywordFamily> FAMILIES =
      List.of(
          new AddressHeaderOptions(),
          new BalanceKeyword(),
          new BindKeyword(),
          new CaptureKeywords(),
          CHECKS,
          new ConnectionOptions(),
          new DirectKeywords(),
          new ErrorPageKeywords(),
          new Http2Keywords(),
          new IdentityKeywords(),
          new KeepAliveKeywords(),
          new LimitKeywords(),
          new LogKeywords(),
          new ModeKeyword(),
          new MonitorKeywords(),
          new NoEffectKeywords(),
          new PersistenceKeywords(),
          new ProcessKeywords(),
          new ProcessVariables(Languages.none()),
          new ProxyFlags(),
          new RemovedKeywords(),
          new RetryKeywords(),
          new RuleKeywords(),
          new ServerKeyword(),
          new SourceKeyword(),
          new StateFileKeywords(),
          new StatsSocketKeyword(),
          new StickTableKeyword(),
          new TimeoutKeywords(),
          new TlsKeywords(),
          new TuneKeywords(),
          new UnixBindKeyword());

  private final Map<String, Entry> entries = new HashMap<>();
  private final Set<String> unsupported = readUnsupported();

  /**
   * @param checkers names of health checks, among them those of plugins: each is an option, unless
   *     there is such an option already
   */
  Keywords(Collection<String> checkers) {
    for (KeywordFamily family : FAMILIES) {
      family.keywords().forEach((word, sections) -> register(word, new Entry(family, sections)));
    }
    for (String option : CheckKeywords.options(checkers)) {
      entries.putIfAbsent(option, new Entry(CHECKS, SectionKind.SERVER));
    }
  }

  private void register(String keyword, Entry entry) {
    Entry other = entries.put(keyword, entry);
    if (other != null) {
      throw new IllegalStateException(
          "'%s' is claimed by %s and %s"
              .formatted(
                  keyword,
                  other.family.getClass().getSimpleName(),
                  entry.family.getClass().getSimpleName()));
    }
  }

  private static Set<String> readUnsupported() {
    try (InputStream in = Keywords.class.getResourceAsStream("unsupported-keywords.txt")) {
      if (in == null) {
        throw new IllegalStateException("unsupported-keywords.txt is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Set<String> all() {
    return Set.copyOf(entries.keySet());
  }

  /** Where a keyword begins on its line, how many words it has and who reads it. */
  record Match(String keyword, int words, KeywordFamily family) {}

  /** The family for the keyword at this word; null after an error was reported. */
  @Nullable Match find(Line line, int from, SectionKind kind, Diagnostics diagnostics) {
    String one = line.text(from);
    String two = line.size() > from + 1 ? one + " " + line.text(from + 1) : one;
    boolean pair = entries.containsKey(two) && !two.equals(one);
    String keyword = pair ? two : one;
    Entry entry = entries.get(keyword);
    if (entry != null && entry.sections.contains(kind)) {
      return new Match(keyword, pair ? 2 : 1, entry.family);
    }
    Span at =
        two.equals(one) || entry != null && !pair ? line.span(from) : line.span(from, from + 1);
    if (entry != null) {
      misplaced(keyword, entry, at, kind, diagnostics);
    } else if (unsupported.contains(two) || unsupported.contains(one)) {
      String shown = unsupported.contains(two) ? two : one;
      diagnostics.error(
          unsupported.contains(two) ? at : line.span(from),
          "'%s' is known to HAProxy but not supported yet".formatted(shown),
          "remove the line, or keep HAProxy for this section");
    } else {
      unknown(line, from, kind, diagnostics);
    }
    return null;
  }

  /** As HAProxy does, a line of the other half of a proxy is ignored, but a server is not. */
  private static void misplaced(
      String keyword, Entry entry, Span at, SectionKind kind, Diagnostics diagnostics) {
    String hint = "it belongs in " + places(entry.sections);
    boolean otherHalf =
        SectionKind.NAMED.contains(kind)
            && !Collections.disjoint(entry.sections, SectionKind.NAMED)
            && !keyword.equals("server");
    if (otherHalf) {
      diagnostics.warning(
          at, "'%s' has no effect in a '%s' section".formatted(keyword, kind.word()), hint);
    } else {
      diagnostics.error(
          at, "'%s' is not allowed in a '%s' section".formatted(keyword, kind.word()), hint);
    }
  }

  private void unknown(Line line, int from, SectionKind kind, Diagnostics diagnostics) {
    String one = line.text(from);
    boolean family = entries.keySet().stream().anyMatch(word -> word.startsWith(one + " "));
    String shown = family && line.size() > from + 1 ? one + " " + line.text(from + 1) : one;
    Span at = shown.equals(one) ? line.span(from) : line.span(from, from + 1);
    diagnostics.error(
        at,
        "unknown keyword '%s' in '%s' section".formatted(shown, kind.word()),
        Suggestions.didYouMean(shown, candidates(kind)));
  }

  private Collection<String> candidates(SectionKind kind) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().sections.contains(kind))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static String places(Set<SectionKind> sections) {
    List<String> words = new ArrayList<>();
    for (SectionKind kind : SectionKind.values()) {
      if (sections.contains(kind)) {
        words.add("'" + kind.word() + "'");
      }
    }
    return String.join(", ", words);
  }
}
