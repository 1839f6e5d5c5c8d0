package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Variables;
import io.gatehouse.api.Variables.Scope;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Languages;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Position;
import io.gatehouse.config.text.Word;
import io.gatehouse.model.ProcessVariable;
import io.gatehouse.model.VariableSyntax;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Variables of the process: those of the global section, and those of the runtime socket. */
public final class ProcessVariables implements KeywordFamily, VariableSyntax {
  private static final Set<Phase> EVERYWHERE = EnumSet.allOf(Phase.class);

  private final Languages languages;

  /** Those that are read while the gateway runs. */
  public ProcessVariables(Languages languages) {
    this.languages = languages;
  }

  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of("set-var", SectionKind.ONLY_GLOBAL, "set-var-fmt", SectionKind.ONLY_GLOBAL);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    String name = s.cursor().next("a variable such as 'proc.state'");
    ProcessVariable variable = read(s.cursor(), name, s.keyword().equals("set-var-fmt"));
    s.cursor().end();
    s.append(GlobalSettings.VARIABLES, variable);
  }

  private static ProcessVariable read(Cursor cursor, String written, boolean format)
      throws ArgumentException {
    Variables.Name name =
        Variables.Name.parse(written)
            .orElseThrow(
                () ->
                    cursor.error(
                        "invalid variable name '%s', expected a scope, a dot and a name"
                            .formatted(written)));
    if (name.scope() != Scope.PROCESS) {
      throw cursor.error(
          "cannot set variable '%s', only scope 'proc' is permitted here".formatted(written));
    }
    return new ProcessVariable(
        name,
        format
            ? new ProcessVariable.Value.Written(cursor.format("a log-format string"))
            : new ProcessVariable.Value.Evaluated(expression(cursor)));
  }

  /** There is no exchange that anything could be read from. */
  private static Expression expression(Cursor cursor) throws ArgumentException {
    Expression expression = cursor.expression();
    if (!expression.fetch().phases().containsAll(EVERYWHERE)) {
      throw cursor.error(
          "'%s' has nothing to read here, there is no exchange".formatted(expression.text()));
    }
    return expression;
  }

  @Override
  public ProcessVariable read(String name, boolean format, String text) throws ArgumentException {
    Word word = new Word(text, new Position("CLI", 1, 1), text.length(), false);
    Line line = new Line(new Position("CLI", 1, 0), List.of(word), text);
    Cursor cursor = line.cursor(0, new Diagnostics(), languages);
    ProcessVariable variable = read(cursor, name, format);
    cursor.end();
    return variable;
  }
}
