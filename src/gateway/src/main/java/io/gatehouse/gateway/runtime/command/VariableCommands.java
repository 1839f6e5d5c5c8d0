package io.gatehouse.gateway.runtime.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Variables.Name;
import io.gatehouse.api.Variables.Scope;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.dataplane.check.ProcessScope;
import io.gatehouse.dataplane.exchange.VariableStore;
import io.gatehouse.model.ProcessVariable;
import io.gatehouse.model.StatsSocket.Level;
import java.util.List;
import java.util.Optional;

/** Variables of the process. */
final class VariableCommands implements CommandFamily {
  private static final int MOST = 16_384;

  private final RunningGateway gateway;

  VariableCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "get var",
            Level.OPERATOR,
            "<name>",
            "the value of a variable of the process",
            VariableCommands::get),
        Command.of(
            "set var",
            Level.OPERATOR,
            "<name> [fmt|expr] {<fmt>|<expr>}",
            "sets one (in experimental mode)",
            this::set),
        Command.of(
            "experimental-mode",
            Level.USER,
            "[on|off]",
            "whether commands may change with a release",
            VariableCommands::experimental));
  }

  private static void experimental(Request request, Connection connection, Answer answer) {
    switch (request.word(1)) {
      case "" ->
          answer.print("experimental-mode is " + (connection.experimental() ? "ON" : "OFF") + "\n");
      case "on" -> connection.experimental(true);
      default -> connection.experimental(false);
    }
  }

  private static void get(Request request, Connection connection, Answer answer) {
    if (request.word(2).isEmpty()) {
      answer.error("Missing process-wide variable identifier.\n");
      return;
    }
    Optional<Name> name =
        Name.parse(request.word(2)).filter(known -> known.scope() == Scope.PROCESS);
    Sample sample = new Sample(MOST);
    if (name.isEmpty() || !new VariableStore().get(name.get(), sample)) {
      answer.error("Variable not found.\n");
      return;
    }
    SampleType type = sample.type();
    String value = sample.cast(SampleType.STRING) ? "<" + shown(sample, type) + ">" : "";
    answer.message(
        Severity.INFO,
        request.word(2)
            + ": type="
            + word(type)
            + " value="
            + (value.isEmpty() ? "(undisplayable)" : value));
  }

  private static String shown(Sample sample, SampleType type) {
    String text = new String(sample.bytes(), sample.offset(), sample.length(), ISO_8859_1);
    // Bytes are a string up to the first that ends one.
    int end = type == SampleType.BINARY ? text.indexOf(0) : -1;
    return (end < 0 ? text : text.substring(0, end)).replaceAll("[^ -~]", ".");
  }

  private static String word(SampleType type) {
    return switch (type) {
      case ANY -> "any";
      case BOOLEAN -> "bool";
      case INTEGER -> "sint";
      case ADDRESS -> "addr";
      case IPV4 -> "ipv4";
      case IPV6 -> "ipv6";
      case STRING -> "str";
      case BINARY -> "bin";
      case METHOD -> "meth";
    };
  }

  private void set(Request request, Connection connection, Answer answer) {
    if (!connection.experimental()) {
      answer.error("This command is restricted to experimental mode only.\n");
    } else if (request.word(2).isEmpty()) {
      answer.error("Missing process-wide variable identifier.\n");
    } else if (request.word(3).isEmpty()) {
      answer.error("Missing either 'expr', 'fmt' or expression.\n");
    } else {
      boolean whole = !request.word(4).isEmpty();
      String kind = whole ? request.word(3) : "expr";
      if (!kind.equals("expr") && !kind.equals("fmt")) {
        answer.error("'set var': arg type must be either 'expr' or 'fmt' but got '" + kind + "'.");
        return;
      }
      set(request.word(2), kind.equals("fmt"), request.word(whole ? 4 : 3), answer);
    }
  }

  private void set(String name, boolean format, String text, Answer answer) {
    if (Name.parse(name).filter(known -> known.scope() != Scope.PROCESS).isPresent()) {
      answer.error(
          "'set var': cannot set variable '" + name + "', only scope 'proc' is permitted here.");
      return;
    }
    try {
      ProcessVariable variable = gateway.model().variables().read(name, format, text);
      gateway.change(() -> new ProcessScope(gateway.plane().surroundings()).set(variable));
    } catch (ArgumentException problem) {
      answer.error(problem.getMessage() + ".");
    }
  }
}
