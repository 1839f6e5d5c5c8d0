package io.gatehouse.dataplane.upstream;

import io.gatehouse.api.Exchange;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.proxyprotocol.ProxyHeaderWriter;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.ServerLink;
import io.gatehouse.model.Source;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a connection to a server depends on the exchange: the PROXY header sent first, the
 * address that the server shall see where it is not ours, the marks that rules put on it. A
 * connection is used again only by exchanges with an equal one. Immutable.
 *
 * @param header empty where none is sent
 * @param foreign the address to connect from ({@code usesrc}); null for our own
 * @param marks what the kernel is told of its packets
 */
public record Departure(byte[] header, @Nullable InetSocketAddress foreign, Marks marks) {
  private static final byte[] NO_HEADER = {};

  /** The same for every client. */
  static final Departure PLAIN = new Departure(NO_HEADER, null, Marks.NONE);

  /** Null where the server is to see an address that the exchange does not have. */
  static @Nullable Departure of(RunningServer server, Exchange exchange, Loop loop, Marks marks) {
    ServerLink link = server.server().link();
    InetSocketAddress foreign = null;
    if (link.source().isPresent()) {
      Source.Foreign whose = link.source().get().foreign();
      foreign = ForeignAddress.of(whose, exchange);
      if (foreign == null && whose instanceof Source.Foreign.Header) {
        return null;
      }
      if (foreign != null && foreign.getAddress().isAnyLocalAddress()) {
        // What stood there is no address: ours is taken.
        foreign = null;
      }
    }
    if (link.sendProxy().version() == 0) {
      return foreign == null && marks.equals(Marks.NONE)
          ? PLAIN
          : new Departure(NO_HEADER, foreign, marks);
    }
    ProxyHeaderWriter writer = new ProxyHeaderWriter(exchange, loop.scratch(), loop.sink().clear());
    return new Departure(writer.write(link.sendProxy()), foreign, marks);
  }

  /** Whether the server is told the same; marks can be put on a connection anew. */
  boolean tells(Departure that) {
    return Arrays.equals(header, that.header) && Objects.equals(foreign, that.foreign);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof Departure that && tells(that) && marks.equals(that.marks);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(header);
  }
}
