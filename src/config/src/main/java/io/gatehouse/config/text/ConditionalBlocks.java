package io.gatehouse.config.text;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The nested {@code .if ... .endif} blocks of one file (manual section 2.4).
 *
 * <p>A wrong condition leaves out all of its block's branches: what stands there might be wrong
 * only because of it.
 */
final class ConditionalBlocks {

  /** HAProxy's limit. */
  private static final int DEEPEST = 100;

  /** What becomes of the branch being read. */
  private enum Branch {
    TAKEN,
    /** Not this one, a later one perhaps. */
    WAITING,
    /** Neither this one nor a later one. */
    OVER
  }

  private static final class Block {
    private final Line opening;
    private Branch branch;
    private boolean inElse;

    private Block(Line opening, Branch branch) {
      this.opening = opening;
      this.branch = branch;
    }
  }

  private final Conditions conditions;
  private final Diagnostics diagnostics;
  private final Deque<Block> blocks = new ArrayDeque<>();

  ConditionalBlocks(Conditions conditions, Diagnostics diagnostics) {
    this.conditions = conditions;
    this.diagnostics = diagnostics;
  }

  /** Whether the lines being read are left out. */
  boolean masked() {
    Block block = blocks.peek();
    return block != null && block.branch != Branch.TAKEN;
  }

  /** Carries out one of the four directives; false when the line is something else. */
  boolean carryOut(Line line) {
    switch (line.keyword()) {
      case ".if" -> open(line);
      case ".elif" -> elseIf(line);
      case ".else" -> otherwise(line);
      case ".endif" -> close(line);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Complains about blocks that the file leaves open. */
  void end() {
    for (Block block : blocks) {
      diagnostics.error(
          block.opening.span(0), "non-terminated '.if' block", "expected '.endif' before its end");
    }
  }

  private void open(Line line) {
    Branch branch = Branch.OVER;
    if (blocks.size() == DEEPEST - 1) {
      diagnostics.error(line.span(0), "too many nested '.if', max is " + DEEPEST);
    } else if (!masked()) {
      branch = decide(line);
    }
    blocks.push(new Block(line, branch));
  }

  private void elseIf(Line line) {
    Block block = continued(line);
    if (block == null) {
      return;
    }
    if (block.branch == Branch.WAITING) {
      block.branch = decide(line);
    } else {
      block.branch = Branch.OVER;
    }
  }

  private void otherwise(Line line) {
    refuseArguments(line);
    Block block = continued(line);
    if (block == null) {
      return;
    }
    block.inElse = true;
    block.branch = block.branch == Branch.WAITING ? Branch.TAKEN : Branch.OVER;
  }

  private void close(Line line) {
    refuseArguments(line);
    if (blocks.poll() == null) {
      lone(line);
    }
  }

  private @Nullable Block continued(Line line) {
    Block block = blocks.peek();
    if (block == null) {
      lone(line);
    } else if (block.inElse) {
      diagnostics.error(
          line.span(0), "'%s' after '.else' is not permitted".formatted(line.keyword()));
      block.branch = Branch.OVER;
      return null;
    }
    return block;
  }

  private Branch decide(Line line) {
    return conditions
        .evaluate(line, diagnostics)
        .map(holds -> holds ? Branch.TAKEN : Branch.WAITING)
        .orElse(Branch.OVER);
  }

  private void lone(Line line) {
    diagnostics.error(line.span(0), "lone '%s' with no matching '.if'".formatted(line.keyword()));
  }

  private void refuseArguments(Line line) {
    if (line.size() > 1) {
      diagnostics.error(
          line.span(1, line.size() - 1),
          "unexpected argument '%s' for '%s'".formatted(line.text(1), line.keyword()));
    }
  }
}
