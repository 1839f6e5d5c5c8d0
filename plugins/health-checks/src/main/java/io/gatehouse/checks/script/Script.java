package io.gatehouse.checks.script;

import io.gatehouse.api.check.ActionStep;
import io.gatehouse.api.check.CheckScene;
import io.gatehouse.api.check.CheckStep;
import io.gatehouse.api.check.Dialogue;
import io.gatehouse.api.check.DialogueSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a check in the order they are run, each with the number that messages give it.
 *
 * @param name the option that asked for it
 * @param http whether requests are sent, and responses looked at
 * @param goneIsFine a 404 passes conditionally
 * @param tellsState the server is told its own state
 */
record Script(String name, boolean http, List<Line> lines, boolean goneIsFine, boolean tellsState)
    implements DialogueSpec {

  /** A line with its number; 0 is the connection that nobody asked for. */
  record Line(int number, CheckStep step) {
    String comment() {
      return step instanceof Step own ? own.comment() : "";
    }
  }

  Script {
    lines = List.copyOf(lines);
  }

  /** {@code option tcp-check} with its lines. */
  static Script tcp(List<CheckStep> steps) {
    List<Line> lines = new ArrayList<>();
    for (CheckStep step : steps) {
      lines.add(new Line(lines.size() + 1, step));
    }
    return new Script("tcp-check", false, finished(lines), false, false);
  }

  /** {@code option httpchk} with its lines. */
  static Script http(HttpSend option, List<CheckStep> steps) {
    List<Line> lines = new ArrayList<>();
    boolean gone = false;
    boolean state = false;
    boolean implied = true;
    for (CheckStep step : steps) {
      int number = lines.size() + 1;
      switch (step) {
        case HttpFlag.GONE_IS_FINE -> gone = true;
        case HttpFlag.TELL_STATE -> state = true;
        case HttpSend send -> {
          lines.add(new Line(number, implied ? send.over(option) : send));
          implied = false;
        }
        default -> lines.add(new Line(number, step));
      }
    }
    if (implied) {
      // Behind the first connection, where there is one.
      int at = first(lines) instanceof Connect ? indexOfFirst(lines) + 1 : 0;
      lines.add(at, new Line(at + 1, option));
    }
    if (last(lines) instanceof HttpSend) {
      lines.add(new Line(lines.size() + 1, Expect.FINE));
    }
    return new Script("httpchk", true, finished(lines), gone, state);
  }

  private static boolean counts(Line line) {
    return !(line.step() instanceof ActionStep) && !(line.step() instanceof Step.Comment);
  }

  private static int indexOfFirst(List<Line> lines) {
    int index = 0;
    while (index < lines.size() && !counts(lines.get(index))) {
      index++;
    }
    return index;
  }

  private static @org.jspecify.annotations.Nullable CheckStep first(List<Line> lines) {
    int index = indexOfFirst(lines);
    return index < lines.size() ? lines.get(index).step() : null;
  }

  private static @org.jspecify.annotations.Nullable CheckStep last(List<Line> lines) {
    return lines.reversed().stream()
        .filter(Script::counts)
        .map(Line::step)
        .findFirst()
        .orElse(null);
  }

  /** Puts the connection in front where none is asked for, and comments to their lines. */
  private static List<Line> finished(List<Line> lines) {
    List<Line> all = new ArrayList<>();
    if (!(first(lines) instanceof Connect)) {
      all.add(new Line(0, Connect.IMPLICIT));
    }
    String comment = "";
    Class<?> before = Step.Comment.class;
    for (Line line : lines) {
      Class<?> kind = line.step().getClass();
      if (!kind.equals(before) && !before.equals(Step.Comment.class)) {
        comment = "";
      }
      before = kind;
      switch (line.step()) {
        case Step.Comment said -> comment = said.comment();
        case Step step -> all.add(new Line(line.number(), with(step, comment)));
        default -> all.add(line);
      }
      if (line.step() instanceof Connect || line.step() instanceof ActionStep) {
        comment = "";
      }
    }
    return all;
  }

  private static Step with(Step step, String comment) {
    return step.comment().isEmpty() && !comment.isEmpty() ? step.commented(comment) : step;
  }

  /** Where to go on looking when an {@code expect} has too little: the line it leads back to. */
  int head(int index) {
    int head = index;
    for (int i = index - 1; i >= 0; i--) {
      CheckStep step = lines.get(i).step();
      if (step instanceof Expect expect) {
        head = expect.negated() ? i : head;
      } else if (!(step instanceof ActionStep)) {
        break;
      }
    }
    return head;
  }

  /** Whether the server is not the first to speak on the connection that this line opens. */
  boolean prompt(int index) {
    return !(first(lines.subList(index + 1, lines.size())) instanceof Expect);
  }

  @Override
  public int connections() {
    return (int) lines.stream().filter(line -> line.step() instanceof Connect).count();
  }

  @Override
  public boolean needsTls() {
    return lines.stream()
        .anyMatch(line -> line.step() instanceof Connect connect && connect.dialing().way().tls());
  }

  @Override
  public boolean speaksHttp() {
    return http;
  }

  /** Not where its first line says one. */
  @Override
  public boolean needsPort() {
    return !(first(lines) instanceof Connect connect)
        || connect.dialing().port() == 0 && connect.portOf().isEmpty();
  }

  @Override
  public Dialogue begin(CheckScene scene) {
    return new ScriptRun(this, scene);
  }
}
