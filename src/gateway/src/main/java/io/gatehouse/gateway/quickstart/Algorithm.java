package io.gatehouse.gateway.quickstart;

import java.util.List;

/**
 * What one {@code balance} line does, in a few words.
 *
 * @param balance the arguments of {@code balance}
 * @param words what decides
 * @param traffic what the clients send
 */
record Algorithm(String balance, String words, Traffic traffic) {
  /** What the clients send. */
  enum Traffic {
    HTTP,
    /** The first packet of a remote desktop, over plain TCP. */
    RDP
  }

  static final List<Algorithm> ALL =
      List.of(
          http("roundrobin", "in turn, by weight"),
          http("static-rr", "in turn, fixed weights"),
          http("leastconn", "fewest connections"),
          http("first", "the first with a free slot"),
          http("source", "hash of the client's address"),
          http("uri", "hash of the path"),
          http("url_param user", "hash of a query parameter"),
          http("hdr(x-user)", "hash of a header field"),
          http("hash req.hdr(x-user)", "hash of any expression"),
          new Algorithm("rdp-cookie(mstshash)", "hash of a cookie of RDP", Traffic.RDP),
          http("random", "better of two at random"),
          http("maglev path", "consistent hash, Maglev's table"),
          http("least-time", "least expected time"),
          http("peak-ewma", "least recent latency"));

  private static Algorithm http(String balance, String words) {
    return new Algorithm(balance, words, Traffic.HTTP);
  }
}
