package io.gatehouse.config.keepalived.text;

import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Word;
import java.util.List;

/**
 * A statement and the block behind it.
 *
 * @param line its words
 * @param block whether it has a block, however empty
 * @param body the statements in the block
 */
public record Statement(Line line, Raw raw, boolean block, List<Statement> body) {

  public Statement {
    body = List.copyOf(body);
  }

  public String keyword() {
    return line.keyword();
  }

  /** The statement as it was before it was cut into words, for commands. */
  public static final class Raw {
    private final Text text;

    Raw(Text text) {
      this.text = text;
    }

    /**
     * The statement read like a shell's command: keyword, command, user, group. The words of the
     * command itself follow from {@link #command}.
     */
    public Line escaped(Diagnostics diagnostics) {
      List<Word> words =
          Words.escaped(text, diagnostics).stream().map(word -> word.word(word.chars())).toList();
      return text.line(words);
    }

    /** The words of the command, which is the second word and has quotes and escapes of its own. */
    public List<String> command(Diagnostics diagnostics) {
      List<Text> words = Words.escaped(text, new Diagnostics());
      return words.size() < 2
          ? List.of()
          : Words.escaped(words.get(1), diagnostics).stream().map(Text::chars).toList();
    }
  }
}
