package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import java.util.Set;

/** The words after the address of another node; HAProxy takes them for those of a server. */
final class PeerOptions {
  private static final Set<String> TLS =
      Set.of("ssl", "crt", "ca-file", "verify", "sni", "alpn", "ciphers", "ciphersuites");

  /** How the connection is made, which is the same for all here. */
  private static final Set<String> ROUTE =
      Set.of(
          "source",
          "interface",
          "send-proxy",
          "send-proxy-v2",
          "socks4",
          "tfo",
          "tcp-ut",
          "shard",
          "namespace");

  private static final Set<String> CHECKS =
      Set.of("check", "agent-check", "resolvers", "init-addr");

  private PeerOptions() {}

  /**
   * Reads all words; those about load and sessions have no effect, as in HAProxy.
   *
   * @param values what was read before
   */
  static void read(Cursor cursor, Values values) throws ArgumentException {
    while (cursor.hasNext()) {
      String word = String.valueOf(cursor.peek());
      if (TLS.contains(word)) {
        throw refused(
            cursor,
            word,
            "'%s': connections to peers are not encrypted here",
            "let them go through a network of their own or a tunnel");
      }
      if (ROUTE.contains(word)) {
        throw refused(cursor, word, "'%s' is not supported for peers", "leave it out");
      }
      ServerOptions.readOne(cursor, values);
      if (CHECKS.contains(word)) {
        cursor.warn("'%s' is ignored for peers".formatted(word));
      }
    }
  }

  private static ArgumentException refused(Cursor cursor, String word, String what, String hint)
      throws ArgumentException {
    cursor.next("an option");
    return cursor.error(0, word.length(), what.formatted(word), hint);
  }
}
