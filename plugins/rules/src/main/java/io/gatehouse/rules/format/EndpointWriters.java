package io.gatehouse.rules.format;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.ConnectionView;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.AddressText;
import io.gatehouse.api.rule.Sample;

/** Writers of addresses and of how an exchange ended. */
final class EndpointWriters {
  private EndpointWriters() {}

  static boolean address(byte[] address, ByteSink out) {
    if (address.length == 0) {
      out.add("unix");
    }
    AddressText.write(address, 0, address.length, out);
    return true;
  }

  static boolean frontend(Exchange exchange, Sample scratch, ByteSink out) {
    out.add(exchange.frontend());
    if (exchange.client().secure()) {
      out.add((byte) '~');
    }
    return true;
  }

  static boolean upstreamSource(Exchange exchange, Sample scratch, ByteSink out) {
    ConnectionView connection = exchange.upstream();
    return connection != null && address(connection.sourceAddress(), out);
  }

  static boolean upstreamDestination(Exchange exchange, Sample scratch, ByteSink out) {
    ConnectionView connection = exchange.upstream();
    return connection != null && address(connection.destinationAddress(), out);
  }

  static boolean upstreamSourcePort(Exchange exchange, Sample scratch, ByteSink out) {
    ConnectionView connection = exchange.upstream();
    return connection != null && out.add((long) connection.sourcePort()) == out;
  }

  static boolean upstreamDestinationPort(Exchange exchange, Sample scratch, ByteSink out) {
    ConnectionView connection = exchange.upstream();
    return connection != null && out.add((long) connection.destinationPort()) == out;
  }

  static boolean ending(Exchange exchange, ByteSink out, int characters) {
    int state = exchange.measures().terminationState();
    for (int i = 0; i < characters; i++) {
      out.add((byte) (state >>> 8 * i));
    }
    return true;
  }

  static boolean retries(Exchange exchange, Sample scratch, ByteSink out) {
    if (exchange.measures().redispatched()) {
      out.add((byte) '+');
    }
    out.add((long) exchange.measures().retries());
    return true;
  }
}
