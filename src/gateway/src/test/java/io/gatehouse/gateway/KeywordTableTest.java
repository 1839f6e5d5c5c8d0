package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.config.haproxy.HaproxyLanguage;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostic;
import io.gatehouse.config.text.Environment;
import io.gatehouse.config.text.Severity;
import io.gatehouse.gateway.KeywordTable.Row;
import io.gatehouse.gateway.plugins.PluginCatalogue;
import io.gatehouse.testkit.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeywordTableTest {
  /** Lines that change what becomes of others. */
  private static final Set<String> ALONE =
      Set.of("zero-warning", "quiet", "tune.ssl.capture-cipherlist-size");

  private static final int TOGETHER = 12;

  private static final Pattern ALERT =
      Pattern.compile("ALERT.*? parsing \\[\\S+/haproxy\\.cfg:(\\d+)]");

  private final PluginCatalogue plugins = PluginCatalogue.builtIns();
  private final FormatCompiler formats =
      ServiceLoader.load(FormatCompiler.class).findFirst().orElseThrow();

  @TempDir private Path folder;

  @Test
  void everyKeywordHasALineThatIsAcceptedAndOneThatIsRefused() throws IOException {
    List<Row> rows = KeywordTable.rows();
    Set<String> lacking = new TreeSet<>();
    for (String keyword : HaproxyLanguage.keywords()) {
      for (boolean accepted : List.of(true, false)) {
        if (rows.stream().noneMatch(row -> row.shows(keyword, accepted))) {
          lacking.add((accepted ? "+ " : "- ") + keyword);
        }
      }
    }
    assertThat(lacking).isEmpty();
  }

  @Test
  void linesAreAcceptedAndRefusedAsTheTableSays() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Row row : KeywordTable.rows()) {
      List<String> errors = errors(row);
      boolean asTold = errors.stream().anyMatch(error -> error.contains(row.remark()));
      if (row.accepted() ? !errors.isEmpty() : !asTold) {
        wrong.add(row + ": " + errors);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theInstalledHaproxyDecidesTheSameWhereTheTableSaysSo() throws Exception {
    Needs.programs("haproxy");
    List<Row> rows =
        KeywordTable.rows().stream()
            .filter(row -> !ALONE.contains(row.line().split(" ", 2)[0]))
            .toList();
    List<Row> accepted = rows.stream().filter(row -> row.verdict().equals("+")).toList();
    assertThat(accepts(KeywordTable.together(accepted))).as(words()).isTrue();
    // Most of the others are told in one run; an error that ends it hides the rest.
    List<Row> others = rows.stream().filter(row -> !row.verdict().equals("+")).toList();
    String together = KeywordTable.together(others);
    accepts(together);
    Set<String> refused = refused(words(), together);
    List<Row> silent = others.stream().filter(row -> !refused.contains(row.line())).toList();
    Set<Row> unlike = new HashSet<>(others);
    unlike.removeIf(row -> silent.contains(row) || !row.acceptedByHaproxy());
    for (int i = 0; i < silent.size(); i += TOGETHER) {
      List<Row> some = silent.subList(i, Math.min(i + TOGETHER, silent.size()));
      boolean likely = some.stream().allMatch(Row::acceptedByHaproxy);
      if (!likely || !accepts(KeywordTable.together(some))) {
        for (Row row : some) {
          if (accepts(row.configuration()) != row.acceptedByHaproxy()) {
            unlike.add(row);
          }
        }
      }
    }
    assertThat(unlike).isEmpty();
  }

  /** The lines of a configuration that an alert names. */
  private static Set<String> refused(String words, String configuration) {
    List<String> lines = configuration.lines().toList();
    Set<String> refused = new HashSet<>();
    Matcher alerts = ALERT.matcher(words);
    while (alerts.find()) {
      refused.add(lines.get(Integer.parseInt(alerts.group(1)) - 1).strip());
    }
    return refused;
  }

  private boolean accepts(String configuration) throws Exception {
    Path file = Files.writeString(folder.resolve("haproxy.cfg"), configuration);
    Process haproxy =
        new ProcessBuilder("/usr/sbin/haproxy", "-c", "-f", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("words").toFile())
            .start();
    assertThat(haproxy.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return haproxy.exitValue() == 0;
  }

  private String words() throws IOException {
    return Files.readString(folder.resolve("words"));
  }

  private List<String> errors(Row row) {
    return new ConfigurationLoader(plugins, formats, Product.facts())
            .load(
                List.of(new ConfigSource("haproxy.cfg", row.configuration())),
                Environment.of(Map.of()))
            .diagnostics()
            .all()
            .stream()
            .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
            .map(Diagnostic::message)
            .toList();
  }
}
