package io.gatehouse.gateway;

import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Span;
import io.gatehouse.dataplane.server.NameTrial;
import io.gatehouse.model.GatewayModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What {@code -f} names, read as often as it is asked for. The standard input can be read only
 * once. Main thread.
 */
final class ConfigurationFiles {
  private static final String STANDARD_INPUT = "-";

  private final List<String> names;
  private final Supplier<Configurations> languages;
  private final Consumer<Diagnostics> report;
  private boolean readBefore;

  /**
   * @param report tells the operator, whether there are errors or not
   */
  ConfigurationFiles(
      List<String> names, Supplier<Configurations> languages, Consumer<Diagnostics> report) {
    this.names = List.copyOf(names);
    this.languages = languages;
    this.report = report;
  }

  /** What they say before anything runs; empty behind a report of errors. */
  Optional<GatewayModel> read() {
    return read(NameTrial.Known.NOBODY);
  }

  /**
   * What they say now; empty behind a report of errors.
   *
   * @param known servers that have an address already
   */
  Optional<GatewayModel> read(NameTrial.Known known) {
    if (readBefore && names.contains(STANDARD_INPUT)) {
      Diagnostics diagnostics = new Diagnostics();
      diagnostics.error(Span.of(STANDARD_INPUT), "the standard input cannot be read again");
      report.accept(diagnostics);
      return Optional.empty();
    }
    readBefore = true;
    ConfigurationLoader.Result result = languages.get().load(names);
    Optional<GatewayModel> model = ServerNames.tried(result, known);
    report.accept(result.diagnostics());
    return model;
  }
}
