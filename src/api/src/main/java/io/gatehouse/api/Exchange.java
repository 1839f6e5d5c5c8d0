package io.gatehouse.api;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.table.Row;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin may see of one exchange (a request and its response, or one TCP connection).
 *
 * <p>Thread: called on, and only valid on, the event loop that owns the exchange. Nothing returned
 * may be kept after the call. No method blocks or allocates unless it says so.
 */
public interface Exchange {

  /** Client's address as seen or as told by PROXY protocol or {@code set-src}. */
  SocketAddress source();

  /**
   * The bytes of the client's address in network order: 4 for IPv4, 16 for IPv6 and for an IPv4
   * client of a {@code v4v6} socket (mapped, as HAProxy sees it), 0 for a Unix socket. Shared:
   * never written to. Implementations keep the array for the life of the connection.
   */
  default byte[] sourceAddress() {
    return source() instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getAddress()
        : new byte[0];
  }

  /** The address the client connected to. */
  SocketAddress destination();

  /** Like {@link #sourceAddress} for the address the client connected to. */
  default byte[] destinationAddress() {
    return destination() instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getAddress()
        : new byte[0];
  }

  /** The connection to the client as the kernel or the PROXY protocol tells it. */
  ConnectionView client();

  /** The connection to the server; null while there is none. */
  @Nullable ConnectionView upstream();

  /** The bound socket that accepted the connection. */
  ListenerView listener();

  /** The name of the proxy that accepted the connection. */
  String frontend();

  /** The chosen backend; empty before routing. */
  String backend();

  /** The chosen server; empty before one is chosen. */
  String server();

  /** Null in mode tcp, and before the head is complete; see {@link #request(Sample)}. */
  @Nullable RequestHead request();

  /**
   * The request's head as sample fetches see it: in mode tcp, while rules look at what the client
   * sent, it is read as an HTTP request (manual section 7.3.6).
   *
   * @param asking made undecided where bytes that complete the head may still come
   * @return null where there is none, or not yet
   */
  default @Nullable RequestHead request(Sample asking) {
    return request();
  }

  /** Null until the server (or the gateway) has answered. */
  @Nullable ResponseHead response();

  /**
   * Bytes received from the client and not forwarded so far: the payload in mode tcp, the buffered
   * part of the body in mode http. The view is valid during the call only.
   */
  ByteSpan requestPayload();

  /** Bytes received from the server and not forwarded so far. */
  ByteSpan responsePayload();

  /** Whether its connection has carried no other exchange before. */
  default boolean first() {
    return true;
  }

  /** Whether the client has sent the whole of its message. */
  boolean requestEnded();

  /** Whether the server has sent the whole of its message. */
  boolean responseEnded();

  /** What was kept of the exchange's messages. */
  Captures captures();

  /**
   * The exchange's unique id as {@code unique-id-format} makes it, at the first call; false where
   * no format is configured.
   */
  boolean uniqueId(Sample out);

  /**
   * Whether rules must decide with what they see: false only while a {@code tcp-request} or {@code
   * tcp-response} rule set may still wait for more data ({@code inspect-delay}).
   */
  default boolean inspectionOver() {
    return true;
  }

  /** Variables of all scopes reachable from here (manual section 2.8). */
  Variables variables();

  /**
   * The row of a stick table that this counter tracks for the exchange, or for the session it
   * belongs to; null when it tracks none.
   *
   * @param counter its number, from 0
   */
  default @Nullable Row tracked(int counter) {
    return null;
  }

  /** Times, sizes and the termination state of this exchange, as the log sees them. */
  Measures measures();

  /** What rules and configuration decided about it. */
  Decisions decisions();

  /** The gateway around it: proxies, servers and their counters by name. */
  Surroundings surroundings();

  /** A stable number for this exchange, unique in the process. */
  long id();
}
