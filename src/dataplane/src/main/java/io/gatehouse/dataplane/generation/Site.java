package io.gatehouse.dataplane.generation;

import io.gatehouse.api.rule.NameQuestion;
import io.gatehouse.dataplane.check.CheckScheduler;
import io.gatehouse.dataplane.listen.Gate;
import io.gatehouse.dataplane.listen.Listener;
import io.gatehouse.dataplane.names.Names;
import io.gatehouse.dataplane.peers.Peering;
import io.gatehouse.dataplane.server.Consequences;
import io.gatehouse.dataplane.server.Means;
import io.gatehouse.dataplane.telemetry.AccessLog;
import io.gatehouse.dataplane.telemetry.Logs;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What every generation of a data plane finds there and leaves there.
 *
 * @param gate the limit of the process
 */
public record Site(
    Listener.Loops loops,
    Means means,
    CheckScheduler checks,
    Names names,
    Peering peers,
    Consequences consequences,
    Logs logs,
    AccessLog observer,
    Gate gate,
    Facts facts) {

  /** What rules may ask that no configuration changes. */
  public interface Facts {
    int connections();

    long uptime();

    boolean stopping();

    long wallClock();

    long random();

    /** Looks for the address of a name; the answer comes on the control thread. */
    void resolve(NameQuestion question, Consumer<Optional<InetAddress>> answer);
  }
}
