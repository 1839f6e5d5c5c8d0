package io.gatehouse.dataplane.proxyprotocol;

/** Why a connection had no PROXY protocol header, in HAProxy's words for its log. */
public enum ProxyFault {
  EMPTY("Connection closed while waiting for PROXY protocol header"),
  ABORTED("Connection error while waiting for PROXY protocol header"),
  TIMEOUT("Timeout while waiting for PROXY protocol header"),
  TRUNCATED("Truncated PROXY protocol header received"),
  NO_HEADER("Received something which does not look like a PROXY protocol header"),
  INVALID("Received an invalid PROXY protocol header"),
  PROTOCOL("Received an unhandled protocol in the PROXY protocol header");

  private final String words;

  ProxyFault(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /** Whether the client went away without a word ({@code option dontlognull}). */
  public boolean silent() {
    return this == EMPTY || this == ABORTED;
  }
}
