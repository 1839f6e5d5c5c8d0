package io.gatehouse.rules.fetch;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.Measures;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.api.rule.SampleType;
import java.util.Set;

/** Times, sizes, outcome, captures and the id of the exchange. */
public final class ExchangeFetches extends FetchFamily {

  public ExchangeFetches() {
    number("txn.id32", x -> x.id() & 0xffff_ffffL);
    measure("req.timer.hdr", Measures::requestTime);
    measure("req.timer.idle", Measures::idleTime);
    measure("req.timer.queue", Measures::queueTime);
    measure("req.timer.tq", m -> tq(m));
    measure("res.timer.hdr", Measures::responseTime);
    measure("res.timer.data", Measures::dataTime);
    measure("bc.timer.connect", Measures::connectTime);
    measure("fc.timer.handshake", Measures::handshakeTime);
    measure("fc.timer.total", Measures::totalTime);
    measure("txn.timer.total", Measures::activeTime);
    measure("txn.timer.user", m -> m.totalTime() - Math.max(0, m.idleTime()));
    measure("txn.conn_retries", Measures::retries);
    measure("bc_be_queue", Measures::backendQueue);
    measure("bc_srv_queue", Measures::serverQueue);
    for (String name : Set.of("bytes_in", "req.bytes_in")) {
      measure(name, Measures::bytesFromClient);
    }
    for (String name : Set.of("bytes_out", "res.bytes_in")) {
      measure(name, Measures::bytesToClient);
    }
    plain("txn.status", SampleType.INTEGER, Phase.AFTER_RESPONSE, (x, out) -> status(x, out));
    plain("server_status", SampleType.INTEGER, Phase.AFTER_RESPONSE, ExchangeFetches::answered);
    plain("http_first_req", SampleType.BOOLEAN, Phase.AFTER_REQUEST, ExchangeFetches::first);
    plain("txn.redispatched", SampleType.BOOLEAN, Phase.AFTER_REQUEST, ExchangeFetches::moved);
    plain("txn.sess_term_state", SampleType.STRING, Phase.CONNECTED, ExchangeFetches::ending);
    plain("unique-id", SampleType.STRING, Phase.CONNECTED, (x, out) -> x.uniqueId(out));
    with("accept_date", a -> new Date(false, unit(a)));
    with("request_date", a -> new Date(true, unit(a)));
    captures();
  }

  private void captures() {
    with("capture.req.hdr", a -> new Slot(true, (int) a.integer("a slot", 0, 10_000)));
    with("capture.res.hdr", a -> new Slot(false, (int) a.integer("a slot", 0, 10_000)));
    Set<Phase> later = Phase.AFTER_REQUEST;
    plain("capture.req.method", SampleType.STRING, later, (x, out) -> line(x, out, 0));
    plain("capture.req.uri", SampleType.STRING, later, (x, out) -> line(x, out, 1));
    plain("capture.req.ver", SampleType.STRING, later, ExchangeFetches::requestVersion);
    plain("capture.res.ver", SampleType.STRING, later, ExchangeFetches::responseVersion);
  }

  private static boolean first(Exchange exchange, Sample out) {
    out.setBoolean(exchange.first());
    return true;
  }

  private interface Counter {
    long of(Measures measures);
  }

  private interface NumberOf {
    long of(Exchange exchange);
  }

  private void number(String name, NumberOf number) {
    plain(
        name,
        SampleType.INTEGER,
        Phase.CONNECTED,
        (x, out) -> {
          out.setInteger(number.of(x));
          return true;
        });
  }

  private void measure(String name, Counter counter) {
    number(name, x -> counter.of(x.measures()));
  }

  private static long tq(Measures m) {
    boolean reached = m.requestTime() >= 0;
    return reached ? m.handshakeTime() + (long) m.idleTime() + m.requestTime() : -1;
  }

  private static boolean status(Exchange exchange, Sample out) {
    int status = exchange.measures().status();
    out.setInteger(status);
    return status >= 0;
  }

  private static boolean answered(Exchange exchange, Sample out) {
    int status = exchange.measures().serverStatus();
    out.setInteger(status);
    return status >= 0;
  }

  private static boolean moved(Exchange exchange, Sample out) {
    out.setBoolean(exchange.measures().redispatched());
    return true;
  }

  private static boolean ending(Exchange exchange, Sample out) {
    int state = exchange.measures().terminationState();
    out.sink().add((byte) state).add((byte) (state >> 8));
    out.takeSink(SampleType.STRING);
    return true;
  }

  /** One word of the request line as received. */
  private static boolean line(Exchange exchange, Sample out, int word) {
    if (!exchange.captures().requestLine(out)) {
      return false;
    }
    int end = out.offset() + out.length();
    int from = out.offset();
    for (int i = 0; i < word; i++) {
      while (from < end && out.bytes()[from] != ' ') {
        from++;
      }
      from++;
    }
    int to = from;
    while (to < end && out.bytes()[to] != ' ') {
      to++;
    }
    out.setString(out.bytes(), from, to - from);
    return to > from;
  }

  private static boolean requestVersion(Exchange exchange, Sample out) {
    var head = exchange.request(out);
    return head != null && version(head.version(), out);
  }

  private static boolean responseVersion(Exchange exchange, Sample out) {
    var head = exchange.response();
    return head != null && version(head.version(), out);
  }

  private static boolean version(int version, Sample out) {
    out.setText(version < 11 ? "HTTP/1.0" : "HTTP/1.1");
    return true;
  }

  private static int unit(Arguments arguments) throws ArgumentException {
    String unit = optional(arguments, "a unit");
    return ConstantFetches.perSecond(unit.isEmpty() ? "s" : unit, arguments);
  }

  /** When the connection was accepted or the request began. */
  record Date(boolean request, int perSecond) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.INTEGER;
    }

    @Override
    public Set<Phase> phases() {
      return request ? Phase.AFTER_REQUEST : Phase.CONNECTED;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      Measures measures = exchange.measures();
      long millis = request ? measures.requestDate() : measures.acceptDate();
      out.setInteger(perSecond > 1000 ? millis * 1000 : millis / (1000 / perSecond));
      return true;
    }
  }

  /** What was captured in a slot. */
  record Slot(boolean request, int index) implements SampleFetch {
    @Override
    public SampleType type() {
      return SampleType.STRING;
    }

    @Override
    public Set<Phase> phases() {
      return request ? Phase.AFTER_REQUEST : Phase.AFTER_RESPONSE;
    }

    @Override
    public boolean fetch(Exchange exchange, Sample out) {
      var captures = exchange.captures();
      return request
          ? index < captures.requestSlots() && captures.request(index, out)
          : index < captures.responseSlots() && captures.response(index, out);
    }
  }
}
