package io.gatehouse.dataplane.proxyprotocol;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a PROXY protocol header tells of a connection.
 *
 * @param source null where the header says nothing about it: the connection's own holds
 * @param destination like {@code source}
 * @param elements the type-length-value elements of version 2 as received
 */
public record ProxyHeader(
    @Nullable InetSocketAddress source, @Nullable InetSocketAddress destination, Tlvs elements) {

  static final ProxyHeader UNKNOWN = new ProxyHeader(null, null, Tlvs.NONE);

  /** Bytes that are no such header. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final ProxyFault fault;

    Malformed(ProxyFault fault, String reason) {
      super(reason, null, false, false);
      this.fault = fault;
    }

    public ProxyFault fault() {
      return fault;
    }
  }
}
