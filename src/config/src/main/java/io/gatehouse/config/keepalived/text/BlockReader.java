package io.gatehouse.config.keepalived.text;

import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a source into statements and blocks. All problems go to the diagnostics. */
public final class BlockReader {
  private final Set<String> sections;
  private final Machine machine;
  private final Diagnostics diagnostics;
  private final Deque<Open> stack = new ArrayDeque<>();

  /** A block that is being filled; {@code last} is the statement a brace would belong to. */
  private static final class Open {
    private final Optional<Text> header;
    private final List<Statement> body = new ArrayList<>();
    private Optional<Text> last = Optional.empty();

    Open(Optional<Text> header) {
      this.header = header;
    }

    void settle() {
      last.ifPresent(text -> body.add(statement(text, false, List.of())));
      last = Optional.empty();
    }
  }

  /**
   * @param sections keywords that stand at the outermost level only
   */
  public BlockReader(Set<String> sections, Machine machine, Diagnostics diagnostics) {
    this.sections = Set.copyOf(sections);
    this.machine = machine;
    this.diagnostics = diagnostics;
  }

  /** The statements of the outermost level. */
  public List<Statement> read(ConfigSource source) {
    stack.clear();
    stack.push(new Open(Optional.empty()));
    LineReader lines = new LineReader(source, machine, diagnostics);
    for (Optional<Text> piece = lines.next(); piece.isPresent(); piece = lines.next()) {
      place(piece.get());
    }
    while (stack.size() > 1) {
      stack.getFirst().header.ifPresent(this::unclosed);
      close();
    }
    stack.getFirst().settle();
    return stack.getFirst().body;
  }

  private void place(Text piece) {
    Open open = stack.getFirst();
    if (piece.chars().equals("{")) {
      if (open.last.isEmpty()) {
        diagnostics.error(piece.span(), "unexpected '{': no keyword is before it");
      }
      stack.push(new Open(Optional.of(open.last.orElse(piece))));
      open.last = Optional.empty();
    } else if (piece.chars().equals("}")) {
      if (stack.size() == 1) {
        open.settle();
        diagnostics.error(piece.span(), "unexpected '}': no block is open");
      } else {
        close();
      }
    } else {
      if (stack.size() > 1 && sections.contains(firstWord(piece))) {
        forgotten(piece);
      }
      stack.getFirst().settle();
      stack.getFirst().last = Optional.of(piece);
    }
  }

  /** A section inside a block: somebody forgot to close the block. */
  private void forgotten(Text piece) {
    Span at = piece.span();
    Span opened = stack.getFirst().header.map(Text::span).orElse(at);
    diagnostics.error(
        at,
        "a '}' is missing before '%s'".formatted(firstWord(piece)),
        "the block opened at %s:%d is not closed"
            .formatted(opened.start().file(), opened.start().line()));
    while (stack.size() > 1) {
      close();
    }
  }

  private void unclosed(Text header) {
    if (!header.chars().equals("{")) {
      diagnostics.error(header.span(), "the block is not closed, a '}' is missing");
    }
  }

  private void close() {
    Open open = stack.pop();
    open.settle();
    if (open.header.isPresent() && !open.header.get().chars().equals("{")) {
      stack.getFirst().body.add(statement(open.header.get(), true, open.body));
    }
  }

  private static Statement statement(Text text, boolean block, List<Statement> body) {
    Line line = text.line(Words.plain(text));
    return new Statement(line, new Statement.Raw(text), block, body);
  }

  private static String firstWord(Text piece) {
    return piece.chars().split("[ \t]", 2)[0];
  }
}
