package io.gatehouse.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where clients arrive (manual section 4).
 *
 * @param maxconn concurrent connections; 0 is the process's limit
 * @param backends in order; the first whose condition holds is taken
 * @param defaultBackend taken when none holds; without it clients get 503
 */
public record Frontend(
    Proxy proxy,
    List<Bind> binds,
    int maxconn,
    ClientTimeouts timeouts,
    LogSettings log,
    CaptureSettings captures,
    UniqueId uniqueId,
    Optional<Monitor> monitor,
    List<UseBackend> backends,
    Optional<String> defaultBackend,
    int rateLimit) {

  public Frontend {
    binds = List.copyOf(binds);
    backends = List.copyOf(backends);
  }

  /** The backends that its rules lead to by name, the default one among them. */
  public Set<String> namedBackends() {
    Set<String> names = new HashSet<>();
    defaultBackend.ifPresent(names::add);
    for (UseBackend rule : backends) {
      if (rule.target() instanceof UseBackend.Target.Fixed(String backend)) {
        names.add(backend);
      }
    }
    return names;
  }

  /** Whether a rule makes a backend's name at run time: it may lead to any. */
  public boolean leadsAnywhere() {
    return backends.stream().anyMatch(rule -> rule.target() instanceof UseBackend.Target.Dynamic);
  }

  /**
   * {@code monitor-uri} and {@code monitor-net}.
   *
   * @param uri empty when only the net is monitored
   * @param fail conditions under which the answer is 503
   * @param http whether {@code mode health} answers in HTTP ({@code option httpchk})
   */
  public record Monitor(
      Optional<String> uri, Optional<Network> net, List<Condition> fail, boolean http) {
    public Monitor {
      fail = List.copyOf(fail);
    }
  }

  /** One {@code use_backend} line; the name is a format when it is dynamic. */
  public record UseBackend(Target target, Condition condition) {

    /** What is used. */
    public sealed interface Target {
      record Fixed(String backend) implements Target {}

      record Dynamic(io.gatehouse.api.rule.Format name) implements Target {}
    }
  }
}
