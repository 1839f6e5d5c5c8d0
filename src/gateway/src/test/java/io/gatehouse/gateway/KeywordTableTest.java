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
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeywordTableTest {
  /** Lines that change what becomes of others. */
  private static final Set<String> ALONE =
      Set.of("zero-warning", "quiet", "tune.ssl.capture-cipherlist-size");

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
    List<Row> accepted = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (Row row : KeywordTable.rows()) {
      if (row.verdict().equals("+") && !ALONE.contains(row.line().split(" ", 2)[0])) {
        accepted.add(row);
      } else if (accepts(row.configuration()) != row.acceptedByHaproxy()) {
        wrong.add(row.toString());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(accepts(KeywordTable.together(accepted))).as(words()).isTrue();
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

  private static List<String> errors(Row row) {
    FormatCompiler formats = ServiceLoader.load(FormatCompiler.class).findFirst().orElseThrow();
    return new ConfigurationLoader(PluginCatalogue.builtIns(), formats, Product.facts())
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
