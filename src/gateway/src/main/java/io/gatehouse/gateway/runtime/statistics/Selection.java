package io.gatehouse.gateway.runtime.statistics;

/**
 * Which lines are asked for.
 *
 * @param proxy its number; negative is all
 * @param types bits: 1 frontends, 2 backends, 4 servers
 * @param server its number; negative is all
 * @param up servers that are down are left out
 * @param noMaint servers in maintenance are left out
 * @param legends addresses, cookies and algorithms are told
 */
public record Selection(
    int proxy, int types, int server, boolean up, boolean noMaint, boolean legends) {
  private static final int FRONTENDS = 1;
  private static final int BACKENDS = 2;
  private static final int SERVERS = 4;

  boolean proxy(int id) {
    return proxy < 0 || proxy == id;
  }

  boolean frontends() {
    return (types & FRONTENDS) != 0;
  }

  boolean backends() {
    return (types & BACKENDS) != 0;
  }

  boolean server(int id) {
    return (types & SERVERS) != 0 && (server < 0 || server == id);
  }
}
