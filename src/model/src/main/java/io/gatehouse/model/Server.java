package io.gatehouse.model;

import java.util.Optional;

/**
 * One server (manual section 5.2).
 *
 * @param id {@code id} keyword or position from 1
 * @param portOffset the server's port is the client's destination port plus the endpoint's port
 * @param weight 0 to 256
 * @param cookie value for cookie persistence
 * @param nonStick stick tables are not told of it
 */
public record Server(
    String name,
    int id,
    Endpoint endpoint,
    boolean portOffset,
    int weight,
    boolean backup,
    boolean disabled,
    ServerLimits limits,
    Optional<Check> check,
    Optional<String> cookie,
    boolean nonStick,
    HashKey hashKey,
    ServerLink link,
    ServerHealth health,
    Resolution resolution) {

  /** The same with another number. */
  public Server with(int number) {
    return new Server(
        name,
        number,
        endpoint,
        portOffset,
        weight,
        backup,
        disabled,
        limits,
        check,
        cookie,
        nonStick,
        hashKey,
        link,
        health,
        resolution);
  }

  /** Whether its name is that of a service, whose SRV records name machines and ports. */
  public boolean service() {
    return endpoint instanceof Endpoint.Inet inet && inet.host().startsWith("_");
  }

  /** {@code hash-key}. */
  public enum HashKey {
    ID,
    ADDR,
    ADDR_PORT
  }
}
