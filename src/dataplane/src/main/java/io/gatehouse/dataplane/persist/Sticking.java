package io.gatehouse.dataplane.persist;

import io.gatehouse.api.Exchange;
import io.gatehouse.api.persist.StickyServer;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.table.Datum;
import io.gatehouse.dataplane.route.PersistRules.Stick;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.table.Entry;
import io.gatehouse.dataplane.table.RunningTable;
import io.gatehouse.dataplane.table.StoredKey;
import io.gatehouse.model.StickTable.ServerKey;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code stick} rules of a backend at work on one exchange: keys of the request are looked up,
 * those to be stored are kept until it is known which server answers. Of each table one key of the
 * request and one of the answer is stored, the first that a rule finds.
 */
final class Sticking {
  private static final int MOST = 8;

  private final RunningBackend backend;
  private final List<StoredKey> kept = new ArrayList<>(2);

  Sticking(RunningBackend backend) {
    this.backend = backend;
  }

  /**
   * The server that a key of the request is known to go to; null when there is none.
   *
   * @param stickiness where exchanges may go
   */
  @Nullable RunningServer request(ExchangeControl exchange, Stickiness stickiness) {
    kept.clear();
    RunningServer found = null;
    List<Stick> sticks = backend.persistRules().sticks();
    for (int i = 0; i < sticks.size(); i++) {
      Stick stick = sticks.get(i);
      RunningTable table = stick.rule().kind().response() ? null : table(stick, exchange);
      if (table == null || stick.rule().kind().stores() && keeps(table, 0)) {
        continue;
      }
      Sample key = key(stick, exchange);
      if (key == null) {
        continue;
      }
      if (stick.rule().kind().matches()) {
        Entry row = table.find(key);
        if (row != null) {
          found = found == null && !stickiness.settled() ? server(row, stickiness) : found;
          row.touch();
        }
      }
      if (stick.rule().kind().stores()) {
        keep(table, key);
      }
    }
    return found;
  }

  private static @Nullable RunningTable table(Stick stick, Exchange exchange) {
    return exchange.surroundings().table(stick.rule().table()) instanceof RunningTable running
        ? running
        : null;
  }

  private static @Nullable Sample key(Stick stick, ExchangeControl exchange) {
    if (!stick.condition().matches(exchange)) {
      return null;
    }
    Sample key = exchange.scratch();
    return stick.rule().expression().evaluate(exchange, key) ? key : null;
  }

  private boolean keeps(RunningTable table, int from) {
    for (int i = from; i < kept.size(); i++) {
      if (kept.get(i).table().equals(table)) {
        return true;
      }
    }
    return false;
  }

  private void keep(RunningTable table, Sample key) {
    StoredKey stored = kept.size() < MOST ? StoredKey.of(table, key) : null;
    if (stored != null) {
      kept.add(stored);
    }
  }

  /** By its key, else by its number: tables may be shared by backends. */
  private @Nullable RunningServer server(Entry row, Stickiness stickiness) {
    String key = row.serverKey();
    RunningServer server = key == null ? null : byKey(row.serverKeyKind(), key);
    if (server == null) {
      server = byNumber(row.value(Datum.SERVER_ID, 0));
    }
    return server != null && stickiness.usable(server) ? server : null;
  }

  private @Nullable RunningServer byKey(ServerKey kind, String key) {
    if (kind == ServerKey.NAME) {
      return backend.server(key);
    }
    for (RunningServer server : backend.servers()) {
      if (address(server).equals(key)) {
        return server;
      }
    }
    return null;
  }

  private @Nullable RunningServer byNumber(long id) {
    List<RunningServer> servers = backend.servers();
    for (int i = 0; i < servers.size(); i++) {
      if (servers.get(i).id() == id) {
        return servers.get(i);
      }
    }
    return null;
  }

  private static String address(StickyServer server) {
    return server.address() instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
        : String.valueOf(server.address());
  }

  /** The server is known that answers; what is there of the answer may have keys as well. */
  void answered(ExchangeControl exchange, RunningServer server) {
    int ofRequest = kept.size();
    List<Stick> sticks = backend.persistRules().sticks();
    for (int i = 0; i < sticks.size(); i++) {
      Stick stick = sticks.get(i);
      RunningTable table = stick.rule().kind().response() ? table(stick, exchange) : null;
      if (table != null && !keeps(table, ofRequest)) {
        Sample key = key(stick, exchange);
        if (key != null) {
          keep(table, key);
        }
      }
    }
    boolean told = !server.server().nonStick() && backend.backend().direct().isEmpty();
    for (int i = 0; told && i < kept.size(); i++) {
      boolean named = kept.get(i).table().declaration().serverKey() == ServerKey.NAME;
      kept.get(i).store(server.id(), named ? server.name() : address(server));
    }
    kept.clear();
  }
}
