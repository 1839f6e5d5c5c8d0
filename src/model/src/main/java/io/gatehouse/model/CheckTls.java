package io.gatehouse.model;

import java.util.List;

/**
 * TLS of a server's checks.
 *
 * @param always {@code check-ssl}; else only where a line of the check asks for it
 * @param sni the name to ask for; empty for none
 * @param alpn the protocols to offer
 */
public record CheckTls(boolean always, String sni, List<String> alpn, ServerTls settings) {
  public CheckTls {
    alpn = List.copyOf(alpn);
  }
}
