package io.gatehouse.rules.format;

import io.gatehouse.api.Exchange;
import io.gatehouse.api.Measures;
import io.gatehouse.api.Surroundings.ProxyView;
import io.gatehouse.api.Surroundings.ServerView;
import io.gatehouse.api.rule.Format;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The aliases of manual section 8.2.6. */
final class Aliases {
  private static final Map<String, Part.Counter> NUMBERS = new HashMap<>();
  private static final Map<String, Part.Counter> GROWING = new HashMap<>();
  private static final Map<String, Part.Writer> TEXTS = new HashMap<>();
  private static final Map<String, Part.Writer> VERBATIM = new HashMap<>();

  static {
    times();
    counters();
    texts();
    TEXTS.putAll(CaptureWriters.TEXTS);
    VERBATIM.putAll(DateWriters.ALL);
  }

  private Aliases() {}

  static @Nullable Part part(String name, Flags flags, Format.Use use) {
    Part.Counter number = NUMBERS.get(name);
    if (number != null) {
      return new Part.Count(name, flags, false, number);
    }
    Part.Counter growing = GROWING.get(name);
    if (growing != null) {
      return new Part.Count(name, flags, true, growing);
    }
    Part.Writer verbatim = VERBATIM.get(name);
    if (verbatim != null) {
      return new Part.Verbatim(name, verbatim);
    }
    Part.SlotsWriter slots = CaptureWriters.SLOTS.get(name);
    if (slots != null) {
      return new Part.Slots(name, flags, slots);
    }
    Part.Writer text = TEXTS.get(name);
    // An empty query is the one text that has no '-' in its place.
    Format.Use shown = name.equals("HQ") ? Format.Use.HTTP : use;
    return text == null ? null : new Part.Text(name, flags, shown, text);
  }

  private interface MeasureOf {
    long of(Measures measures);
  }

  private static void measure(String name, MeasureOf number) {
    NUMBERS.put(name, x -> number.of(x.measures()));
  }

  private static void growing(String name, MeasureOf number) {
    GROWING.put(name, x -> number.of(x.measures()));
  }

  private static void times() {
    measure("Th", Measures::handshakeTime);
    measure("Ti", Measures::idleTime);
    measure("TR", Measures::requestTime);
    measure("Tw", Measures::queueTime);
    measure("Tc", Measures::connectTime);
    measure("Tr", Measures::responseTime);
    measure("Td", Measures::dataTime);
    measure(
        "Tq",
        m -> m.requestTime() < 0 ? -1 : m.handshakeTime() + (long) m.idleTime() + m.requestTime());
    growing("Ta", Measures::activeTime);
    growing("Tt", Measures::totalTime);
    growing("Tu", m -> m.totalTime() - Math.max(0, m.idleTime()));
    NUMBERS.put("Ts", x -> x.measures().acceptDate() / 1000);
  }

  private static void counters() {
    growing("B", Measures::bytesToClient);
    measure("U", Measures::bytesFromClient);
    measure("ST", Measures::status);
    measure("lc", Measures::logCounter);
    measure("sq", Measures::serverQueue);
    measure("bq", Measures::backendQueue);
    NUMBERS.put("rt", x -> x.id() & 0xffff_ffffL);
    NUMBERS.put("pid", x -> x.surroundings().processId());
    NUMBERS.put("ac", x -> x.surroundings().activeConnections());
    NUMBERS.put("fc", x -> sessions(x.surroundings().frontend(x.frontend())));
    NUMBERS.put("bc", x -> sessions(x.surroundings().backend(x.backend())));
    NUMBERS.put("sc", Aliases::serverSessions);
    NUMBERS.put("cp", x -> port(x.source()));
    NUMBERS.put("fp", x -> port(x.destination()));
  }

  private static int sessions(@Nullable ProxyView proxy) {
    return proxy == null ? 0 : proxy.sessions();
  }

  private static int serverSessions(Exchange exchange) {
    ProxyView backend = exchange.surroundings().backend(exchange.backend());
    ServerView server = backend == null ? null : backend.server(exchange.server());
    return server == null ? 0 : server.sessions();
  }

  private static int port(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }

  private static void texts() {
    TEXTS.put("f", (x, sample, out) -> out.add(x.frontend()) == out);
    TEXTS.put("ft", EndpointWriters::frontend);
    TEXTS.put("b", (x, sample, out) -> out.add(backend(x)) == out);
    TEXTS.put("s", (x, sample, out) -> out.add(server(x)) == out);
    TEXTS.put("H", (x, sample, out) -> out.add(x.surroundings().nodeName()) == out);
    TEXTS.put("ci", (x, sample, out) -> EndpointWriters.address(x.sourceAddress(), out));
    TEXTS.put("fi", (x, sample, out) -> EndpointWriters.address(x.destinationAddress(), out));
    TEXTS.put("bi", EndpointWriters::upstreamSource);
    TEXTS.put("bp", EndpointWriters::upstreamSourcePort);
    TEXTS.put("si", EndpointWriters::upstreamDestination);
    TEXTS.put("sp", EndpointWriters::upstreamDestinationPort);
    TEXTS.put("ID", CaptureWriters::uniqueId);
    // Of a connection in clear there is neither: a dash in logs.
    TEXTS.put("sslc", (x, sample, out) -> false);
    TEXTS.put("sslv", (x, sample, out) -> false);
    VERBATIM.put("ts", (x, sample, out) -> EndpointWriters.ending(x, out, 2));
    VERBATIM.put("tsc", (x, sample, out) -> EndpointWriters.ending(x, out, 4));
    VERBATIM.put("rc", EndpointWriters::retries);
  }

  /** Without a backend the frontend itself stands for it. */
  private static String backend(Exchange exchange) {
    return exchange.backend().isEmpty() ? exchange.frontend() : exchange.backend();
  }

  private static String server(Exchange exchange) {
    return exchange.server().isEmpty() ? "<NOSRV>" : exchange.server();
  }
}
