package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.config.text.Severity;
import io.gatehouse.testkit.HaproxyCheck;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real haproxy allows the same characters in names. */
class NameCharactersOracleTest {
  /** They end a word, or change what is read behind them. */
  private static final String OF_THE_LANGUAGE = " \"'#\\$";

  private static final Pattern ALERT = Pattern.compile("ALERT.*names\\.cfg:(\\d+)]");

  private static final List<Integer> CHARACTERS =
      IntStream.range(' ', 0x7f).filter(c -> OF_THE_LANGUAGE.indexOf(c) < 0).boxed().toList();

  @TempDir Path folder = Path.of("");

  /** Every character in a line of its own. */
  private static String text(String start, Function<Integer, String> line) {
    return CHARACTERS.stream().map(line).collect(Collectors.joining("\n", start, "\n"));
  }

  private static String named(String kind) {
    return kind.equals("server")
        ? text("backend b\n", c -> "  server n" + (char) c.intValue() + "m 127.0.0.1:80")
        : text("", c -> kind + " n" + (char) c.intValue() + "m");
  }

  private Set<Integer> theirs(String text) throws IOException, InterruptedException {
    Path file = folder.resolve("names.cfg");
    Files.writeString(file, text);
    Set<Integer> lines = new TreeSet<>();
    Matcher alert = ALERT.matcher(HaproxyCheck.of(file).words());
    while (alert.find()) {
      lines.add(Integer.parseInt(alert.group(1)));
    }
    return lines;
  }

  private static Set<Integer> ours(String text) {
    return Loading.text(text).diagnostics().all().stream()
        .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
        .map(diagnostic -> diagnostic.position().line())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"backend", "frontend", "listen", "server"})
  void namesHaveLettersDigitsAndFourSigns(String kind) throws Exception {
    assumeTrue(RealHaproxy.installed(), "haproxy is not installed");
    String text = named(kind);
    Set<Integer> refused = theirs(text);
    assertThat(ours(text)).isEqualTo(refused);
    assertThat(refused).hasSize(CHARACTERS.size() - "-_.:".length() - 26 - 26 - 10);
  }
}
