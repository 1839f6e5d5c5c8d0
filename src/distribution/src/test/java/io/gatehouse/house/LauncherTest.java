package io.gatehouse.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launchers as users start them, on the classes under test. */
class LauncherTest {
  private static final String GOOD =
      """
      defaults
        mode http
        timeout connect 5s
        timeout client 30s
        timeout server 30s
      listen web
        bind 127.0.0.1:8080
        server one 127.0.0.1:8081
      """;

  @TempDir private Path folder = Path.of("");

  private record Outcome(int exitCode, String words) {}

  @Test
  void goodFilePasses() throws Exception {
    Outcome outcome = start("gatehouse", "check", "-f", file(GOOD));
    assertThat(outcome.words()).contains("Configuration is valid");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void badFileIsRefusedWithItsPlace() throws Exception {
    String bad = file(GOOD + "  balance leastcon\n");
    Outcome outcome = start("gatehouse", "check", "-f", bad);
    assertThat(outcome.words()).contains(bad + ":9:11: error:", "leastconn", "^^^^^^^^");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void haproxyChecksSilentlyAndRefusesInHaproxysWords() throws Exception {
    Outcome good = start("haproxy", "-c", "-f", file(GOOD));
    assertThat(good.words()).doesNotContain("ALERT", "valid");
    assertThat(good.exitCode()).isZero();
    Outcome bad = start("haproxy", "-c", "-f", file(GOOD + "  nonsense\n"));
    assertThat(bad.words()).contains("[ALERT] ", "haproxy.cfg:9]");
    assertThat(bad.exitCode()).isEqualTo(1);
  }

  @Test
  void haproxyEvaluatesConditions() throws Exception {
    assertThat(start("haproxy", "-cc", "version_atleast(3.0)").exitCode()).isZero();
    assertThat(start("haproxy", "-cc", "version_atleast(9.0)").exitCode()).isEqualTo(1);
    assertThat(start("haproxy", "-cc", "nonsense(").exitCode()).isEqualTo(2);
  }

  @Test
  void sampleConfigurationIsValid() throws Exception {
    String sample = Repository.here().root().resolve("server-config/haproxy.cfg").toString();
    assertThat(start("gatehouse", "check", "-f", sample).words())
        .isEqualTo("Configuration is valid\n");
  }

  @Test
  void shellCompletesTheCommands() throws Exception {
    Path script = folder.resolve("completion");
    Files.writeString(script, start("gatehouse", "completion").words());
    String line =
        "source "
            + script
            + "; COMP_WORDS=(gatehouse qu); COMP_CWORD=1; _complete_gatehouse;"
            + " echo ${COMPREPLY[@]}";
    assertThat(startProgram(Path.of("/bin/bash"), "-c", line).words().strip())
        .isEqualTo("quickstart");
  }

  @Test
  void launcherIsFoundThroughSymbolicLinks() throws Exception {
    Path link = folder.resolve("linked");
    Files.createSymbolicLink(link, Repository.here().root().resolve("bin/gatehouse"));
    assertThat(startProgram(link, "version").words()).contains("Gatehouse", "Java 25");
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("haproxy.cfg"), text).toString();
  }

  private Outcome start(String program, String... arguments) throws Exception {
    return startProgram(Repository.here().root().resolve("bin").resolve(program), arguments);
  }

  private Outcome startProgram(Path program, String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of(program.toString()));
    line.addAll(List.of(arguments));
    Path words = folder.resolve("words");
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.environment().put("GATEHOUSE_CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectErrorStream(true).redirectOutput(words.toFile()).start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("ends by itself").isTrue();
    return new Outcome(process.exitValue(), Files.readString(words, UTF_8));
  }
}
