package io.gatehouse.dataplane.upstream;

import io.gatehouse.api.Exchange;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.proxyprotocol.ProxyHeaderWriter;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.ServerLink;
import io.gatehouse.model.Source;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What of a connection to a server depends on the exchange: the PROXY header sent first, the
 * client's address where the server shall see it, the marks that rules put on it. A connection is
 * used again only by exchanges with an equal one. Immutable.
 *
 * @param header empty where none is sent
 * @param client the client's address to connect from ({@code usesrc}); null for our own
 * @param marks what the kernel is told of its packets
 */
record Departure(byte[] header, @Nullable InetSocketAddress client, Marks marks) {
  private static final byte[] NO_HEADER = {};

  /** The same for every client. */
  static final Departure PLAIN = new Departure(NO_HEADER, null, Marks.NONE);

  static Departure of(RunningServer server, Exchange exchange, Loop loop, Marks marks) {
    ServerLink link = server.server().link();
    InetSocketAddress client = null;
    if (link.source().isPresent()
        && link.source().get().foreign() instanceof Source.Foreign.Client(boolean port)) {
      client = client(exchange, port);
    }
    if (link.sendProxy().version() == 0) {
      return client == null && marks.equals(Marks.NONE)
          ? PLAIN
          : new Departure(NO_HEADER, client, marks);
    }
    ProxyHeaderWriter writer = new ProxyHeaderWriter(exchange, loop.scratch(), loop.sink().clear());
    return new Departure(writer.write(link.sendProxy()), client, marks);
  }

  /** A client at a Unix socket has no address: ours is taken then. */
  private static @Nullable InetSocketAddress client(Exchange exchange, boolean port) {
    byte[] address = exchange.sourceAddress();
    if (address.length == 0 || !(exchange.source() instanceof InetSocketAddress inet)) {
      return null;
    }
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), port ? inet.getPort() : 0);
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", impossible);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof Departure that
            && Arrays.equals(header, that.header)
            && java.util.Objects.equals(client, that.client)
            && marks.equals(that.marks);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(header);
  }
}
