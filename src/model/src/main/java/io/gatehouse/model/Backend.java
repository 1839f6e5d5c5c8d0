package io.gatehouse.model;

import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.HashSettings;
import java.util.List;
import java.util.Optional;

/**
 * Where requests go (manual section 4).
 *
 * @param direct {@code dispatch} or {@code option transparent}: where all go instead of to a server
 *     of the algorithm's choice
 * @param states which file tells how its servers were before the process started
 * @param fullconn sessions at which servers reach their maxconn when they have a minconn
 */
public record Backend(
    Proxy proxy,
    BalancerSpec balance,
    HashSettings hash,
    List<Server> servers,
    List<UseServer> useServers,
    Optional<Server> direct,
    Persistence persistence,
    ServerTimeouts timeouts,
    RetrySettings retries,
    ReuseMode reuse,
    CheckPolicy checks,
    LogSettings log,
    StateSource states,
    int fullconn,
    boolean allBackups) {

  public Backend {
    servers = List.copyOf(servers);
    useServers = List.copyOf(useServers);
  }

  /** {@code http-reuse}. */
  public enum ReuseMode {
    NEVER,
    SAFE,
    AGGRESSIVE,
    ALWAYS
  }

  /** One {@code use-server} line. */
  public record UseServer(String server, Condition condition) {}
}
