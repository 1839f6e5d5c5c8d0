package io.gatehouse.dataplane.server;

import io.gatehouse.api.Surroundings;
import io.gatehouse.dataplane.http.AddressField;
import io.gatehouse.dataplane.http.ServerNameField;
import io.gatehouse.dataplane.telemetry.ProxyCounters;
import io.gatehouse.model.Proxy;
import org.jspecify.annotations.Nullable;

/** What frontends and backends have in common: a name, fields they add, counters. Any thread. */
public abstract class RunningProxy implements Surroundings.ProxyView {
  private final Proxy proxy;
  private final @Nullable AddressField forwardFor;
  private final @Nullable AddressField originalTo;
  private final @Nullable ServerNameField serverNameField;
  private final ProxyCounters counters;

  /**
   * @param before the proxy of its name in the configuration that was in force, if there was one:
   *     both count together, because limits and statistics mean both
   */
  RunningProxy(Proxy proxy, @Nullable RunningProxy before) {
    this.proxy = proxy;
    this.counters = before == null ? new ProxyCounters() : before.counters;
    this.forwardFor = proxy.http().forwardFor().map(AddressField::new).orElse(null);
    this.originalTo = proxy.http().originalTo().map(AddressField::new).orElse(null);
    this.serverNameField = proxy.http().serverNameField().map(ServerNameField::new).orElse(null);
  }

  /** {@code option forwardfor}, where it is set. */
  public final @Nullable AddressField forwardFor() {
    return forwardFor;
  }

  /** {@code option originalto}, where it is set. */
  public final @Nullable AddressField originalTo() {
    return originalTo;
  }

  /** {@code http-send-name-header}, where it is set. */
  public final @Nullable ServerNameField serverNameField() {
    return serverNameField;
  }

  public final ProxyCounters counters() {
    return counters;
  }

  @Override
  public final String name() {
    return proxy.name();
  }

  @Override
  public final int id() {
    return proxy.id();
  }

  @Override
  public final int sessions() {
    return counters.sessions.value();
  }

  @Override
  public final int sessionRate() {
    return counters.sessionRate.perSecond(System.nanoTime());
  }

  @Override
  public final int requestRate() {
    return counters.requestRate.perSecond(System.nanoTime());
  }
}
