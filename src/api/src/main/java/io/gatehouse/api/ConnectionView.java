package io.gatehouse.api;

import io.gatehouse.api.rule.Sample;

/**
 * A connection as rules see it ({@code fc_*} towards the client, {@code bc_*} towards the server,
 * manual section 7.3.3). Threads and lifetime as for {@link Exchange}.
 */
public interface ConnectionView {

  /** 4 or 16 bytes in network order, 0 for a Unix socket. Shared: never written to. */
  byte[] sourceAddress();

  int sourcePort();

  /** 4 or 16 bytes in network order, 0 for a Unix socket. Shared: never written to. */
  byte[] destinationAddress();

  int destinationPort();

  /** Whether TLS is spoken on it. */
  default boolean secure() {
    return false;
  }

  /** 1 or 2; 1 for plain TCP too, as HAProxy has it. */
  default int httpMajor() {
    return 1;
  }

  /** Whether the connection served another exchange before. */
  default boolean reused() {
    return false;
  }

  /** Exchanges that use it at this moment. */
  default int streams() {
    return 1;
  }

  /** What the peer did that it must not, without losing the connection for it; HTTP/2 alone. */
  default int glitches() {
    return 0;
  }

  /** Whether a PROXY protocol header was received on it. */
  default boolean proxied() {
    return false;
  }

  /** Sets {@code out} to a type-length-value element of the PROXY header; false without one. */
  default boolean tlv(int type, Sample out) {
    return false;
  }

  /** A value of the kernel's {@code TCP_INFO}; -1 where it is not known. */
  default long tcpInfo(TcpInfo value) {
    return -1;
  }

  /** What the kernel tells about a TCP connection; times in microseconds. */
  enum TcpInfo {
    RTT,
    RTTVAR,
    UNACKED,
    SACKED,
    LOST,
    RETRANS,
    FACKETS,
    REORDERING
  }
}
