package io.gatehouse.dataplane.server;

import io.gatehouse.dataplane.statefile.PastStates;
import io.gatehouse.model.Backend;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.Server;
import io.gatehouse.model.ServerHealth.FirstAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tries the names of servers before anything of a configuration runs: which of them will have no
 * address ({@code init-addr}). All names are looked up at once, so that a name server that is
 * silent is waited for once and not for each of them; the JVM remembers the answers for those who
 * build. Waits for the system's resolver; one thread.
 */
public final class NameTrial {
  /** Lookups at the same time. */
  private static final int MOST = 256;

  private final GatewayModel model;
  private final Known known;
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable PastStates past;

  /** What is not as the operator may think. */
  public record Finding(String backend, String server, String words, boolean fatal) {}

  /** Servers that need no look: they go on where they are. */
  @FunctionalInterface
  public interface Known {
    Known NOBODY = (backend, server) -> false;

    boolean has(String backend, Server server);
  }

  private NameTrial(GatewayModel model, Known known) {
    this.model = model;
    this.known = known;
  }

  /** In the order of the file. */
  public static List<Finding> of(GatewayModel model, Known known) {
    NameTrial trial = new NameTrial(model, known);
    trial.run();
    return trial.findings;
  }

  private void run() {
    Set<String> names =
        model.backends().stream()
            .flatMap(backend -> newcomers(backend).stream())
            .filter(server -> server.health().asksSystem())
            .map(Addresses::name)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    lookUp(names);
    for (Backend backend : model.backends()) {
      newcomers(backend).forEach(server -> look(backend.proxy().name(), server));
    }
  }

  private List<Server> newcomers(Backend backend) {
    String name = backend.proxy().name();
    return backend.proxy().disabled()
        ? List.of()
        : backend.servers().stream()
            .filter(server -> !Addresses.name(server).isEmpty() || server.service())
            .filter(server -> !known.has(name, server))
            .toList();
  }

  private static void lookUp(Set<String> names) {
    if (names.isEmpty()) {
      return;
    }
    try (ExecutorService asking =
        Executors.newFixedThreadPool(
            Math.min(MOST, names.size()), Thread.ofPlatform().daemon().factory())) {
      names.forEach(name -> asking.execute(() -> Addresses.known(name)));
    }
  }

  private void look(String backend, Server server) {
    String name = Addresses.name(server);
    boolean asked = server.health().asksSystem() && !name.isEmpty();
    // Where nobody is asked and something else is there, that is what the operator wants.
    if (asked ? Addresses.known(name) : contented(server)) {
      return;
    }
    PastPlace place = new PastPlace(server, states().of(backend, server.name()));
    try {
      Addresses.first(place, words -> add(backend, server, words, false));
    } catch (IllegalArgumentException nowhere) {
      add(backend, server, String.valueOf(nowhere.getMessage()), true);
    }
  }

  private static boolean contented(Server server) {
    return server.health().firstAddress().stream()
        .anyMatch(
            way -> way instanceof FirstAddress.Nothing || way instanceof FirstAddress.Literal);
  }

  private void add(String backend, Server server, String words, boolean fatal) {
    findings.add(new Finding(backend, server.name(), words, fatal));
  }

  /** Read only when it matters: what is wrong with these files is told by who reads them. */
  private PastStates states() {
    PastStates read = past;
    if (read == null) {
      read = PastStates.read(model);
      past = read;
    }
    return read;
  }
}
