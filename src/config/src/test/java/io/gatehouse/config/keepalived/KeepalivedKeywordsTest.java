package io.gatehouse.config.keepalived;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.config.keepalived.TrackingDraft.Kind;
import io.gatehouse.testkit.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines that are accepted and lines that are refused, here and by the real keepalived. */
class KeepalivedKeywordsTest {
  private static final int SECONDS_FOR_ALL = 120;

  @TempDir Path folder = Path.of("");

  static List<KeywordRow> rows() {
    return KeywordRow.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isAcceptedOrRefusedAsTheTableSays(KeywordRow row) {
    Reading reading = Reading.of(row.text());
    assertThat(reading.configuration().isPresent())
        .as(reading.diagnostics().render())
        .isEqualTo(row.ours());
  }

  @Test
  void everyDifferenceHasAReason() {
    assertThat(rows())
        .filteredOn(row -> row.theirs() != (row.ours() ? '+' : '-'))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.reason()).as(row.toString()).isNotEmpty());
  }

  @Test
  void everyKeywordHasAnAcceptedAndARefusedLine() {
    List<String> lacking = new ArrayList<>();
    lack("global", GlobalKeywords.all(), lacking);
    lack("instance", InstanceKeywords.all(), lacking);
    lack("group", GroupKeywords.all(), lacking);
    lack("script", TrackedKeywords.of(Kind.SCRIPT), lacking);
    lack("process", TrackedKeywords.of(Kind.PROCESS), lacking);
    lack("file", TrackedKeywords.of(Kind.FILE), lacking);
    assertThat(lacking).isEmpty();
  }

  private static void lack(String section, Keywords<?> keywords, List<String> lacking) {
    List<String> carriedOut = keywords.carriedOut();
    for (String keyword : keywords.all()) {
      List<KeywordRow> own =
          rows().stream().filter(r -> r.section().equals(section) && r.says(keyword)).toList();
      boolean accepted = own.stream().anyMatch(KeywordRow::ours);
      boolean refused = own.stream().anyMatch(row -> !row.ours());
      if (carriedOut.contains(keyword) ? !accepted || !refused : own.isEmpty()) {
        lacking.add(section + " " + keyword);
      }
    }
  }

  /**
   * In a network namespace of its own, which ends with the program and has the two interfaces that
   * {@link FakeMachine} has.
   */
  @Test
  void theRealProgramSaysWhatTheTableSays() throws IOException, InterruptedException {
    Needs.namespaces();
    Needs.programs("keepalived", "unshare");
    List<KeywordRow> rows =
        rows().stream().filter(row -> row.theirs() != '?' && !row.line().isBlank()).toList();
    for (int i = 0; i < rows.size(); i++) {
      Files.writeString(file(i), rows.get(i).text(), StandardCharsets.ISO_8859_1);
    }
    String script =
        """
        ip link add eth0 type veth peer name eth1
        ip link set eth0 up
        ip link set eth1 up
        for file in *.conf; do
          timeout 10 keepalived -t -f "$file" >"$file.said" 2>&1
          echo $? >"$file.code"
        done
        """;
    Process process =
        new ProcessBuilder("unshare", "-n", "sh", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(process.waitFor(SECONDS_FOR_ALL, TimeUnit.SECONDS)).isTrue();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String code = Files.readString(Path.of(file(i) + ".code")).strip();
      if (code.equals("0") != (rows.get(i).theirs() == '+')) {
        wrong.add(rows.get(i) + ": " + Files.readString(Path.of(file(i) + ".said")));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private Path file(int index) {
    return folder.resolve("%04d.conf".formatted(index));
  }
}
