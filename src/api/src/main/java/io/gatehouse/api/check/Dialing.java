package io.gatehouse.api.check;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * How a {@link Dialogue} wants to be connected.
 *
 * @param way what lies between it and the server
 * @param elsewhere instead of the server's address; its port does not count
 * @param port instead of the server's; 0 for that
 * @param polite closed with a goodbye instead of a reset, which leaves nothing behind
 * @param prompt what is said first is said by the check and at once, or nothing is said at all: the
 *     last acknowledgement of the handshake can wait for it
 */
public record Dialing(
    Way way, Optional<InetSocketAddress> elsewhere, int port, boolean polite, boolean prompt) {

  /** As the server's own options say, closed by a reset. */
  public static final Dialing STANDARD =
      new Dialing(Way.STANDARD, Optional.empty(), 0, false, false);

  /**
   * What lies between a check and its server.
   *
   * @param standard what the server's own options say
   * @param proxied a PROXY header, whatever they say
   * @param socks the server's SOCKS4 proxy, whatever they say
   * @param tls TLS, whatever they say
   * @param sni the name to ask for in TLS; empty for what the options say
   * @param alpn the protocols to offer in TLS, divided by commas; empty for what the options say
   * @param proto {@code h2} to speak HTTP/1 as streams of HTTP/2; empty for what the options say
   */
  public record Way(
      boolean standard,
      boolean proxied,
      boolean socks,
      boolean tls,
      String sni,
      String alpn,
      String proto) {
    public static final Way STANDARD = new Way(true, false, false, false, "", "", "");

    /** A plain connection to the server. */
    public static final Way PLAIN = new Way(false, false, false, false, "", "", "");
  }

  /** By another way. */
  public Dialing by(Way other) {
    return new Dialing(other, elsewhere, port, polite, prompt);
  }

  /** To another address. */
  public Dialing to(InetSocketAddress other) {
    return new Dialing(way, Optional.of(other), port, polite, prompt);
  }

  /** To this port; 0 for the server's. */
  public Dialing at(int other) {
    return new Dialing(way, elsewhere, other, polite, prompt);
  }

  /** Closed with a goodbye, where that is wanted. */
  public Dialing polite(boolean wanted) {
    return new Dialing(way, elsewhere, port, wanted, prompt);
  }

  /** Does not wait for the server to speak first, where that is known. */
  public Dialing prompt(boolean known) {
    return new Dialing(way, elsewhere, port, polite, known);
  }
}
