package io.gatehouse.gateway;

import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Span;
import io.gatehouse.dataplane.server.NameTrial;
import io.gatehouse.model.GatewayModel;
import java.util.Optional;

/** Tells of servers whose names are unknown where they are written, as of every other mistake. */
final class ServerNames {
  private static final String WAY_OUT =
      "'init-addr last,libc,none' lets it begin without an address";

  private ServerNames() {}

  /**
   * The model, where nothing keeps it from starting; what is found joins the diagnostics.
   *
   * @param known servers that have an address already
   */
  static Optional<GatewayModel> tried(ConfigurationLoader.Result loaded, NameTrial.Known known) {
    Diagnostics diagnostics = loaded.diagnostics();
    if (loaded.model().isPresent()) {
      for (NameTrial.Finding finding : NameTrial.of(loaded.model().get(), known)) {
        String label = finding.backend() + "/" + finding.server();
        Span at = loaded.servers().getOrDefault(label, Span.of(""));
        String words = "'server " + label + "' : " + finding.words();
        if (finding.fatal()) {
          diagnostics.error(at, words, WAY_OUT);
        } else {
          diagnostics.warning(at, words);
        }
      }
    }
    loaded.countWarnings();
    return diagnostics.hasErrors() ? Optional.empty() : loaded.model();
  }
}
