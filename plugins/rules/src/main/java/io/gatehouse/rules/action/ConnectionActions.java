package io.gatehouse.rules.action;

import io.gatehouse.api.Arguments;
import io.gatehouse.api.rule.Action;
import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.rule.Verdict;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Actions on a connection's two ends, and on how it begins. */
public final class ConnectionActions extends ActionFamily {
  private static final Set<Phase> ENDS =
      Set.of(
          Phase.TCP_CONNECTION, Phase.TCP_SESSION, Phase.TCP_REQUEST_CONTENT, Phase.HTTP_REQUEST);
  private static final Set<Phase> FIRST = Set.of(Phase.TCP_CONNECTION);

  public ConnectionActions() {
    add("set-src", ENDS, (phase, name, a) -> new SetAddress(true, a.expression()));
    add("set-dst", ENDS, (phase, name, a) -> new SetAddress(false, a.expression()));
    add("set-src-port", ENDS, (phase, name, a) -> new SetPort(true, a.expression()));
    add("set-dst-port", ENDS, (phase, name, a) -> new SetPort(false, a.expression()));
    add("expect-proxy", FIRST, (phase, name, a) -> expectProxy(a));
  }

  private static Action expectProxy(Arguments arguments) throws io.gatehouse.api.ArgumentException {
    if (!arguments.next("'layer4'").equals("layer4")) {
      throw arguments.unknown("layer", List.of("layer4"));
    }
    return new ExpectProxy();
  }

  private static SocketAddress end(ExchangeControl exchange, boolean source) {
    return source ? exchange.source() : exchange.destination();
  }

  private static Verdict replace(
      ExchangeControl exchange, boolean source, byte[] address, int port) {
    try {
      // A mapped address stays one of IPv6, which Java makes IPv4 unless it is told the family.
      InetAddress host =
          address.length == 4
              ? InetAddress.getByAddress(address)
              : Inet6Address.getByAddress(null, address, -1);
      InetSocketAddress changed = new InetSocketAddress(host, port);
      if (source) {
        exchange.source(changed);
      } else {
        exchange.destination(changed);
      }
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", impossible);
    }
    return Verdict.CONTINUE;
  }

  /** The port stays; without an address nothing changes. */
  record SetAddress(boolean source, Expression expression) implements Action {
    @Override
    public Set<Phase> phases() {
      return ENDS;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      Sample sample = exchange.scratch();
      if (!expression.evaluate(exchange, sample) || !sample.cast(SampleType.ADDRESS)) {
        return Verdict.CONTINUE;
      }
      int port = end(exchange, source) instanceof InetSocketAddress inet ? inet.getPort() : 0;
      int from = sample.offset();
      byte[] address = Arrays.copyOfRange(sample.bytes(), from, from + sample.length());
      return replace(exchange, source, address, port);
    }
  }

  /** The address stays; one that is none becomes 0.0.0.0. */
  record SetPort(boolean source, Expression expression) implements Action {
    @Override
    public Set<Phase> phases() {
      return ENDS;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      Sample sample = exchange.scratch();
      if (!expression.evaluate(exchange, sample) || !sample.cast(SampleType.INTEGER)) {
        return Verdict.CONTINUE;
      }
      byte[] address = source ? exchange.sourceAddress() : exchange.destinationAddress();
      int port = (int) sample.integer() & 0xffff;
      return replace(exchange, source, address.length == 0 ? new byte[4] : address, port);
    }
  }

  record ExpectProxy() implements Action {
    @Override
    public Set<Phase> phases() {
      return FIRST;
    }

    @Override
    public Verdict run(ExchangeControl exchange) {
      exchange.expectProxy();
      return Verdict.CONTINUE;
    }
  }
}
