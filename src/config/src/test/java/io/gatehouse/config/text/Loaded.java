package io.gatehouse.config.text;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** A text that was read, for tests. */
record Loaded(List<Section> sections, Diagnostics diagnostics, Environment environment) {

  static final BuildFacts FACTS =
      new BuildFacts(
          "3.5.0",
          Set.of("OPENSSL", "PCRE2", "THREAD", "TPROXY", "LINUX_SPLICE", "ZLIB"),
          Set.of("EPOLL", "SPLICE", "FAST-FORWARD"),
          new BuildFacts.Tls("OpenSSL 3.0.2", "3.0.2", OptionalInt.empty(), false));

  static final Set<String> SECTIONS =
      Set.of("global", "defaults", "frontend", "backend", "listen", "userlist");

  static Loaded of(String text) {
    return of(List.of(ConfigSource.ofText("haproxy.cfg", text)));
  }

  static Loaded of(List<ConfigSource> sources) {
    Diagnostics diagnostics = new Diagnostics();
    Environment environment =
        Environment.of(
            Map.of(
                "LIST", " one  two\tthree ",
                "EMPTY", "",
                "HOST", "10.0.0.1",
                "SPACED", "a b",
                "HAPROXY_BRANCH", "3.5"));
    ConfigReader reader = new ConfigReader(SECTIONS, FACTS, environment, diagnostics);
    return new Loaded(reader.read(sources), diagnostics, environment);
  }

  /** Sections and words, one line each, then the diagnostics as a user sees them. */
  String dump() {
    StringBuilder out = new StringBuilder();
    for (Section section : sections) {
      out.append(words(section.header())).append('\n');
      section.lines().forEach(line -> out.append("  ").append(words(line)).append('\n'));
    }
    return out.append(diagnostics.render()).toString();
  }

  static String words(Line line) {
    StringBuilder out = new StringBuilder("|");
    for (Word word : line.words()) {
      for (char c : word.text().toCharArray()) {
        out.append(c < ' ' || c > '~' ? "<%02x>".formatted((int) c) : String.valueOf(c));
      }
      out.append('|');
    }
    return out.toString();
  }
}
