package io.gatehouse.config.haproxy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.ConfigReader;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Environment;
import io.gatehouse.config.text.Languages;
import io.gatehouse.config.text.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each file: sections with rules, a line {@code ---}, then the rules as read and the diagnostics.
 * {@code -Dgolden.update=true} writes what comes out today; read the difference before committing.
 */
class GoldenRuleTest {
  private static final Path FOLDER = Path.of("src/test/golden/haproxy/acl");
  private static final String SEPARATOR = "\n---\n";

  @TestFactory
  List<DynamicTest> readsAsTheFileSays() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".cfg"))
          .sorted()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
          .toList();
    }
  }

  private static void check(Path file) throws IOException {
    String golden = Files.readString(file);
    int cut = golden.indexOf(SEPARATOR);
    assertThat(cut).as("%s has a line '---'", file).isNotNegative();
    String input = golden.substring(0, cut + 1);
    String actual = read(input);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, input + SEPARATOR.substring(1) + actual);
    }
    assertThat(actual).isEqualTo(golden.substring(cut + SEPARATOR.length()));
  }

  private static String read(String text) {
    Diagnostics diagnostics = new Diagnostics();
    BuildFacts facts =
        new BuildFacts(
            "3.5.0",
            Set.of(),
            Set.of(),
            new BuildFacts.Tls("OpenSSL 3.0.2", "3.0.2", OptionalInt.empty(), false));
    ConfigReader reader =
        new ConfigReader(
            Set.of("defaults", "frontend", "backend", "listen"),
            facts,
            Environment.of(Map.of()),
            diagnostics);
    StringBuilder out = new StringBuilder();
    ProxyRules.Reading reading =
        new ProxyRules.Reading(new SampleVocabulary(), languages(), new PatternIds(), diagnostics);
    for (Section section : reader.read(List.of(ConfigSource.ofText("haproxy.cfg", text)))) {
      ProxyRules rules = new ProxyRules(section, side(section), reading);
      section.lines().forEach(rules::read);
      out.append(RuleDump.of(rules));
    }
    return out.append(diagnostics.render()).toString();
  }

  private static Languages languages() {
    return new RuleLanguages(
        new SampleVocabulary(),
        (source, use) -> {
          throw source.error(0, source.text().length(), "no formats here");
        },
        new PatternIds());
  }

  private static Side side(Section section) {
    return switch (section.kind()) {
      case "frontend" -> Side.FRONTEND;
      case "backend" -> Side.BACKEND;
      case "listen" -> Side.LISTEN;
      default -> Side.DEFAULTS;
    };
  }
}
