package io.gatehouse.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourceTest {

  @TempDir private Path folder;
  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void readsAFoldersFilesByName() throws IOException {
    for (String name : List.of("20.cfg", "10.cfg", ".hidden.cfg", "notes.txt", "B.cfg", "a.cfg")) {
      Files.writeString(folder.resolve(name), "global\n");
    }
    Files.createDirectory(folder.resolve("sub.cfg"));
    assertThat(load(folder.toString()))
        .extracting(source -> Path.of(source.name()).getFileName().toString())
        .containsExactly("10.cfg", "20.cfg", "B.cfg", "a.cfg");
  }

  @Test
  void keepsTheOrderAndTheNamesOfSeveralFiles() throws IOException {
    Path b = Files.writeString(folder.resolve("b"), "global\n");
    Path a = Files.writeString(folder.resolve("a"), "defaults\n");
    assertThat(load(b.toString(), "-", a.toString()))
        .extracting(ConfigSource::name)
        .containsExactly(b.toString(), "-", a.toString());
  }

  @Test
  void reportsEveryFileThatCannotBeRead() {
    assertThat(load(folder + "/none", folder + "/neither", "\0")).isEmpty();
    assertThat(diagnostics.render())
        .contains("/none: error: cannot be read: no such file or folder")
        .contains("/neither: error: cannot be read: no such file or folder");
    assertThat(diagnostics.errors()).isEqualTo(3);
  }

  @Test
  void acceptsCarriageReturnsAtLineEnds() {
    Loaded loaded = Loaded.of("global\r\n  daemon\r\n\r\n  # comment\r\n");
    assertThat(loaded.dump()).isEqualTo("|global|\n  |daemon|\n");
  }

  @Test
  void refusesCarriageReturnsInsideLines() {
    assertThat(Loaded.of("global\r  daemon\n").diagnostics().render())
        .contains("haproxy.cfg:1:7: error: carriage return inside the line");
  }

  @Test
  void refusesAByteOrderMarkAndReadsOn() {
    Loaded loaded = Loaded.of("\ufeffglobal\n  daemon\n");
    assertThat(loaded.diagnostics().render())
        .contains("haproxy.cfg:1:1: error: the file begins with a byte order mark");
    assertThat(loaded.sections()).hasSize(1);
  }

  @Test
  void refusesWideCharactersAndBinaryFiles() {
    assertThat(read("\u00ff\u00feg\0l\0").diagnostics().render()).contains("is UTF-16 text");
    assertThat(read("global\n da\0mon\n").diagnostics().render())
        .contains("x.cfg:2:4: error: stray NUL character at position 4");
  }

  @Test
  void refusesAFileThatEndsInTheMiddleOfALine() {
    assertThat(Loaded.of("global\n  daemon").diagnostics().render())
        .contains("haproxy.cfg:2:9: error: missing LF on last line");
  }

  @Test
  void theEndOfAFileEndsItsSection() {
    List<ConfigSource> sources =
        List.of(
            ConfigSource.ofText("a.cfg", "global\n daemon\n"),
            ConfigSource.ofText("b.cfg", " maxconn 10\n"));
    assertThat(Loaded.of(sources).diagnostics().render())
        .contains("b.cfg:1:2: error: unknown keyword 'maxconn' out of section");
  }

  @Test
  void givesUpAfterFiftyErrors() {
    String render = Loaded.of("global\n" + "  \"\n".repeat(80)).diagnostics().render();
    assertThat(render).contains("too many fatal errors (50), stopping now");
    assertThat(render.split("unmatched quote", -1)).hasSize(51);
  }

  private static Loaded read(String content) {
    return Loaded.of(List.of(new ConfigSource("x.cfg", content)));
  }

  private List<ConfigSource> load(String... names) {
    byte[] input = "global\n".getBytes(StandardCharsets.UTF_8);
    return ConfigSource.load(List.of(names), new ByteArrayInputStream(input), diagnostics);
  }
}
