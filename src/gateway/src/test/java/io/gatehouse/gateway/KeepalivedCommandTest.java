package io.gatehouse.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as keepalived, beside the real one where there is one. */
class KeepalivedCommandTest {
  private static final String GOOD = "global_defs {\n  router_id a\n}\n";
  private static final String BAD = "global_defs {\n  router_jd a\n}\n";

  @TempDir Path folder = Path.of("");

  private record Answer(int code, String out, String err) {}

  private static Answer ask(String... arguments) throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    int code = new KeepalivedCommand(console).execute(arguments);
    return new Answer(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("keepalived.conf"), text).toString();
  }

  private static int real(String... arguments) throws IOException, InterruptedException {
    Needs.programs("keepalived");
    String[] words = new String[arguments.length + 1];
    words[0] = "keepalived";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void aGoodFilePassesTheTest() throws IOException, InterruptedException {
    assertThat(ask("-t", "-f", file(GOOD)).code()).isZero();
  }

  @Test
  void aBadFileFailsTheTestAsTheRealOneDoes() throws IOException, InterruptedException {
    Answer answer = ask("-t", "-f", file(BAD));
    assertThat(answer.err()).contains(":2:3: error: unknown keyword 'router_jd'", "router_id");
    assertThat(answer.code()).isEqualTo(real("-t", "-f", file(BAD))).isEqualTo(5);
  }

  @Test
  void messagesGoToTheFileOfTheTest() throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Answer answer = ask("--config-test=" + log, "-f", file(BAD));
    assertThat(answer.err()).isEmpty();
    assertThat(log).content().contains("unknown keyword 'router_jd'");
  }

  @Test
  void aMissingFileFails() throws InterruptedException {
    assertThat(ask("-t", "-f", "/nowhere/keepalived.conf").code()).isEqualTo(4);
    assertThat(ask("-n", "-f", "/nowhere/keepalived.conf").code()).isEqualTo(6);
  }

  @Test
  void aBadFileIsNotRun() throws IOException, InterruptedException {
    assertThat(ask("-n", "-l", "-f", file(BAD)).code()).isEqualTo(2);
  }

  @Test
  void theConfigIdChoosesLines() throws IOException, InterruptedException {
    String file = file("@one router_jd\n");
    assertThat(ask("-t", "-i", "one", "-f", file).code()).isEqualTo(5);
    assertThat(ask("-t", "-i", "two", "-f", file).code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-v", "--version"})
  void exportersFindTheVersion(String option) throws InterruptedException {
    Answer answer = ask(option);
    assertThat(answer.code()).isZero();
    assertThat(answer.err().lines().findFirst().orElseThrow().split(" ")[1]).isEqualTo("v2.2.7");
    assertThat(answer.err()).contains("Gatehouse", "--enable-json");
  }

  @ParameterizedTest
  @CsvSource({"STOP,15", "RELOAD,1", "DATA,10", "STATS,12", "JSON,23"})
  void signalsHaveNumbers(String name, String number) throws InterruptedException {
    assertThat(ask("--signum=" + name)).isEqualTo(new Answer(0, number + "\n", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--nonsense", "--signum=NONE"})
  void wrongWordsEndAsTheRealOneEnds(String word) throws IOException, InterruptedException {
    assertThat(ask(word).code()).isEqualTo(real(word)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-T", "-C", "-s red"})
  void whatIsNotHereIsRefused(String line) throws InterruptedException {
    Answer answer = ask(line.split(" "));
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("is not supported");
  }
}
