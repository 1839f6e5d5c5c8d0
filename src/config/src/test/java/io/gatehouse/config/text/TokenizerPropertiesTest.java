package io.gatehouse.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class TokenizerPropertiesTest {

  @Property
  void readsAnyBytesWithoutThrowing(@ForAll @Size(max = 300) byte[] bytes) {
    String content = new String(bytes, StandardCharsets.ISO_8859_1);
    Loaded loaded = Loaded.of(List.of(new ConfigSource("x.cfg", content)));
    assertThat(loaded.diagnostics().render()).isNotNull();
    assertThat(loaded.diagnostics().renderAsHaproxy(1)).isNotNull();
  }

  @Property
  void readsAnyLineOfTheLanguagesOwnCharacters(
      @ForAll
          @Chars({'"', '\'', '\\', '$', '{', '}', '[', '*', ']', '-', '#', ' ', 'x', '0', 'A', '.'})
          @StringLength(max = 40)
          String raw) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Line> line = tokenizer(diagnostics).tokenize("x.cfg", 1, raw);
    assertThat(line.isPresent()).isNotEqualTo(diagnostics.hasErrors());
    int end = 0;
    for (Word word : line.map(Line::words).orElse(List.of())) {
      assertThat(word.column()).isGreaterThan(end);
      assertThat(word.endColumn()).isLessThanOrEqualTo(raw.length() + 1);
      end = word.endColumn() - 1;
    }
  }

  @Property
  void evaluatesAnyCondition(
      @ForAll
          @Chars({'(', ')', '!', '&', '|', ',', '1', '0', 'x', ' ', '"', '\\'})
          @StringLength(max = 60)
          String expression) {
    Diagnostics diagnostics = new Diagnostics();
    boolean holds =
        new Conditions(Loaded.FACTS, Environment.of(Map.of())).evaluate(expression, diagnostics);
    assertThat(holds && diagnostics.hasErrors()).isFalse();
  }

  @Property
  void strongQuotesKeepEverything(@ForAll @NotEmpty @CharRange(from = ' ', to = '~') String text) {
    String word = text.replace("'", "_");
    assertThat(words("'" + word + "'")).containsExactly(word);
  }

  @Property
  void escapesKeepEverything(
      @ForAll @NotEmpty @CharRange(from = '\u0001', to = '\u00ff') String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append("\\x%02x".formatted(c)));
    assertThat(words(escaped.toString())).containsExactly(text);
    assertThat(words("a \"" + escaped + "\" b")).containsExactly("a", text, "b");
  }

  @Property
  void weakQuotesKeepEverythingButVariables(
      @ForAll @NotEmpty @CharRange(from = ' ', to = '~') String text) {
    String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$");
    assertThat(words("\"" + quoted + "\"")).containsExactly(text);
  }

  private static List<String> words(String raw) {
    Diagnostics diagnostics = new Diagnostics();
    Line line = tokenizer(diagnostics).tokenize("x.cfg", 1, raw).orElseThrow();
    return line.words().stream().map(Word::text).toList();
  }

  private static Tokenizer tokenizer(Diagnostics diagnostics) {
    return new Tokenizer(Environment.of(Map.of("A", " a  b ", "x", "")), diagnostics);
  }
}
