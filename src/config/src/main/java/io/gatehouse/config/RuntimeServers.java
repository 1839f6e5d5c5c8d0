package io.gatehouse.config;

import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.config.build.ModelBuilder;
import io.gatehouse.config.haproxy.AddedServer;
import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.ServerSettings;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.model.Mode;
import io.gatehouse.model.Server;
import java.util.List;

/** Servers that an operator adds while the gateway runs. Any thread. */
public final class RuntimeServers {
  private RuntimeServers() {}

  /**
   * The server of an {@code add server} command.
   *
   * @param mode the backend's
   * @param checker what the backend's servers are checked with
   * @param words its name, its address and its options
   * @param freeId its number where it names none
   * @throws AddedServer.Refused with the reason
   */
  public static Server read(
      String backend, Mode mode, HealthCheckerSpec checker, List<String> words, int freeId)
      throws AddedServer.Refused {
    SectionDraft section = AddedServer.read(backend, mode, words);
    Diagnostics diagnostics = new Diagnostics();
    Server server = ModelBuilder.server(section, checker, diagnostics);
    if (diagnostics.hasErrors()) {
      throw AddedServer.refused(diagnostics.all().getFirst().message() + ".");
    }
    boolean own = section.servers().getFirst().values().get(ServerSettings.ID).isPresent();
    return own ? server : server.with(freeId);
  }
}
