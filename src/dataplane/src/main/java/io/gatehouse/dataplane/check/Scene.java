package io.gatehouse.dataplane.check;

import io.gatehouse.api.Surroundings;
import io.gatehouse.api.check.CheckScene;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.health.Health;
import io.gatehouse.dataplane.health.OperationalState;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one probe of a server may ask. Belongs to the thread of the probe. */
final class Scene implements CheckScene {
  private final RunningServer server;
  private final Surroundings surroundings;
  private byte[] received = {};
  private int body;

  /** Made for the first expression: most checks have none. */
  private @Nullable CheckExchange exchange;

  Scene(RunningServer server, Surroundings surroundings) {
    this.server = server;
    this.surroundings = surroundings;
  }

  @Override
  public ExchangeControl exchange() {
    CheckExchange made = exchange;
    if (made == null) {
      made = new CheckExchange(server, surroundings);
      made.received(received, body);
      exchange = made;
    }
    return made;
  }

  @Override
  public void received(byte[] bytes, int beginsAt) {
    received = bytes;
    body = beginsAt;
    CheckExchange made = exchange;
    if (made != null) {
      made.received(bytes, beginsAt);
    }
  }

  @Override
  public boolean stopped() {
    return server.life().state() == OperationalState.STOPPED;
  }

  /** In HAProxy's words: {@code UP 2/3; address=…; …}. */
  @Override
  public String state() {
    RunningBackend backend = server.backend();
    SocketAddress address = server.address();
    boolean inet = address instanceof InetSocketAddress;
    int weight = (server.weight() + 15) / 16;
    String text =
        "%s; address=%s; port=%s; name=%s; node=%s; weight=%d/%d; scur=%d/%d; qcur=%d"
            .formatted(
                standing(),
                inet ? NetUtil.toAddressString(((InetSocketAddress) address).getAddress()) : "",
                inet ? ((InetSocketAddress) address).getPort() : "",
                server.label(),
                surroundings.nodeName(),
                weight,
                backend.usableWeight(),
                server.sessions(),
                Math.max(0, backend.sessions() - backend.queued()),
                server.queued());
    int throttle = server.throttle();
    return throttle < 100 ? text + "; throttle=" + Math.max(1, throttle) + "%" : text;
  }

  @Override
  public Map<String, String> environment() {
    return new CommandEnvironment(server, surroundings).variables();
  }

  /** That of {@code http-send-name-header}. */
  @Override
  public Map<String, String> fields() {
    return server
        .backend()
        .backend()
        .proxy()
        .http()
        .serverNameField()
        .map(field -> Map.of(field, server.name()))
        .orElse(Map.of());
  }

  private String standing() {
    CheckState check = server.check();
    if (check == null || !check.enabled()) {
      return "no check";
    }
    Health health = check.health();
    if (stopped()) {
      return health.value() > 0 ? "DOWN " + health.value() + "/" + health.rise() : "DOWN";
    }
    String word = server.life().state() == OperationalState.STOPPING ? "NOLB" : "UP";
    int steps = health.value() - health.rise() + 1;
    return steps == health.fall() ? word : word + " " + steps + "/" + health.fall();
  }
}
