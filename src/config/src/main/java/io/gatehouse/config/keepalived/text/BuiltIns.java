package io.gatehouse.config.keepalived.text;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The definitions that are there without being made.
 *
 * @param folder of the file being read
 */
record BuiltIns(Machine machine, Supplier<String> folder) {
  private static final int LARGEST_RANDOM = 32_767;

  /** Whether the value is taken as it is, whatever signs it has. */
  boolean literal(String name) {
    return name.equals("_HASH") || name.equals("_BANG") || name.equals("_ENV");
  }

  Optional<String> value(Reference reference) {
    String parameters = reference.parameters();
    return switch (reference.name()) {
      case "_PWD" -> Optional.of(folder.get());
      case "_INSTANCE" -> Optional.of(machine.configId());
      case "_HASH" -> Optional.of("#");
      case "_BANG" -> Optional.of("!");
      case "_RANDOM" -> random(parameters);
      case "_ENV" -> machine.environment(parameters);
      default -> Optional.empty();
    };
  }

  private Optional<String> random(String parameters) {
    if (!parameters.matches("(\\d{1,9}( +\\d{1,9})?)?")) {
      return Optional.empty();
    }
    String[] bounds = parameters.isEmpty() ? new String[0] : parameters.split(" +");
    int min = bounds.length > 0 ? Integer.parseInt(bounds[0]) : 0;
    int max = bounds.length > 1 ? Integer.parseInt(bounds[1]) : LARGEST_RANDOM;
    return Optional.of(String.valueOf(machine.random(min, Math.max(min, max))));
  }
}
