package io.gatehouse.rules.fetch;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.Surroundings.ProxyView;
import io.gatehouse.api.Surroundings.ServerView;
import io.gatehouse.api.rule.ExchangeControl.TimeoutKind;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleType;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Proxies and servers: their names and momentary counters. */
public final class ProxyFetches extends FetchFamily {

  public ProxyFetches() {
    text("fe_name", Phase.CONNECTED, (x, out) -> named(x.frontend(), out));
    ofBackend("be_name", SampleType.STRING, (x, out) -> named(x.backend(), out));
    text("srv_name", Phase.AFTER_RESPONSE, (x, out) -> named(x.server(), out));
    text("fe_defbe", Phase.CONNECTED, ProxyFetches::defaultBackend);
    frontend("fe_conn", ProxyView::sessions);
    frontend("fe_sess_rate", ProxyView::sessionRate);
    frontend("fe_req_rate", ProxyView::requestRate);
    backend("be_conn", ProxyView::sessions);
    backend("be_conn_free", ProxyView::freeConnections);
    backend("be_sess_rate", ProxyView::sessionRate);
    backend("connslots", ProxyView::freeSlots);
    backend("nbsrv", ProxyView::usableServers);
    backend("queue", ProxyView::queued);
    backend("avg_queue", ProxyFetches::averageQueue);
    server("srv_conn", ServerView::sessions);
    server("srv_conn_free", s -> s.limit() == 0 ? -1 : Math.max(0, s.limit() - s.sessions()));
    server("srv_queue", ServerView::queued);
    server("srv_sess_rate", ServerView::sessionRate);
    server("srv_weight", ServerView::weight);
    server("srv_iweight", ServerView::initialWeight);
    server("srv_uweight", ServerView::userWeight);
    with("srv_is_up", a -> serverOf(a, s -> s.up() ? 1 : 0, SampleType.BOOLEAN));
    NumberOf<ProxyView> id = ProxyView::id;
    with("fe_id", a -> new OfProxy(true, "", id));
    ownBackend("be_id", id);
    plain("srv_id", SampleType.INTEGER, Phase.AFTER_RESPONSE, ProxyFetches::serverId);
    for (TimeoutKind kind : TimeoutKind.values()) {
      NumberOf<ProxyView> timeout = proxy -> proxy.timeout(kind);
      String name = kind.name().toLowerCase(Locale.ROOT) + "_timeout";
      if (kind == TimeoutKind.CLIENT || kind == TimeoutKind.TARPIT) {
        with("fe_" + name, a -> new OfProxy(true, "", timeout));
      }
      if (kind != TimeoutKind.CLIENT) {
        ownBackend("be_" + name, timeout);
      }
    }
  }

  /** A number of a proxy or a server; one instance for each name, so that fetches are equal. */
  interface NumberOf<T> {
    int of(T view);
  }

  private void text(String name, Set<Phase> phases, Reader reader) {
    plain(name, SampleType.STRING, phases, reader);
  }

  private void frontend(String name, NumberOf<ProxyView> number) {
    with(name, a -> new OfProxy(true, optional(a, "a frontend"), number));
  }

  private void backend(String name, NumberOf<ProxyView> number) {
    with(name, a -> new OfProxy(false, optional(a, "a backend"), number));
  }

  private void ownBackend(String name, NumberOf<ProxyView> number) {
    ofBackend(name, SampleType.INTEGER, new OfProxy(false, "", number)::fetch);
  }

  private void server(String name, NumberOf<ServerView> number) {
    with(name, a -> serverOf(a, number, SampleType.INTEGER));
  }

  private static SampleFetch serverOf(
      Arguments arguments, NumberOf<ServerView> number, SampleType type) throws ArgumentException {
    String word = arguments.server("[<backend>/]<server>");
    int slash = word.indexOf('/');
    return new OfServer(
        slash < 0 ? "" : word.substring(0, slash), word.substring(slash + 1), number, type);
  }

  private static boolean named(String name, Sample out) {
    out.setText(name);
    return !name.isEmpty();
  }

  private static boolean defaultBackend(Exchange exchange, Sample out) {
    ProxyView proxy = exchange.surroundings().frontend(exchange.frontend());
    return proxy != null && named(proxy.defaultBackend(), out);
  }

  private static int averageQueue(ProxyView backend) {
    int servers = backend.usableServers();
    int queued = backend.queued();
    return servers > 0 ? (queued + servers - 1) / servers : queued * 2;
  }

  private static boolean serverId(Exchange exchange, Sample out) {
    ProxyView backend = exchange.surroundings().backend(exchange.backend());
    ServerView server = backend == null ? null : backend.server(exchange.server());
    if (server == null) {
      return false;
    }
    out.setInteger(server.id());
    return true;
  }

  /** A number of the named proxy, or of the exchange's own. */
  record OfProxy(boolean frontend, String name, NumberOf<ProxyView> number) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.INTEGER;
    }

    @Override
    public Set<Phase> phases() {
      return Phase.CONNECTED;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      @Nullable ProxyView proxy =
          frontend
              ? exchange.surroundings().frontend(name.isEmpty() ? exchange.frontend() : name)
              : exchange.surroundings().backend(name.isEmpty() ? exchange.backend() : name);
      if (proxy == null) {
        return false;
      }
      out.setInteger(number.of(proxy));
      return true;
    }
  }

  /** A number of a server of the named backend, or of the exchange's own. */
  record OfServer(String backend, String server, NumberOf<ServerView> number, SampleType type)
      implements SampleFetch {
    @Override
    public Set<Phase> phases() {
      return Phase.CONNECTED;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      String name = backend.isEmpty() ? exchange.backend() : backend;
      ProxyView proxy = exchange.surroundings().backend(name);
      ServerView view = proxy == null ? null : proxy.server(server);
      if (view == null) {
        return false;
      }
      int value = number.of(view);
      if (type == SampleType.BOOLEAN) {
        out.setBoolean(value != 0);
      } else {
        out.setInteger(value);
      }
      return true;
    }
  }
}
