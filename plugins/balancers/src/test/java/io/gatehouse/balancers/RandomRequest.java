package io.gatehouse.balancers;

import io.gatehouse.api.Exchange;
import java.util.SplittableRandom;

/**
 * A request that holds a key for every algorithm, at random with paths of several depths, a query
 * with and without the parameter, values with commas, quotes and dots, IPv4 and IPv6 clients.
 */
record RandomRequest(String source, String uri, String user, String host) {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_.~%";

  static RandomRequest of(SplittableRandom random) {
    StringBuilder uri = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      uri.append('/').append(word(random, 0));
    }
    if (random.nextInt(3) != 0) {
      uri.append("?a=").append(word(random, 0));
      uri.append(random.nextInt(5) == 0 ? "&ide=" : "&id=").append(word(random, 0)).append("&z");
    }
    String user =
        switch (random.nextInt(6)) {
          case 0 -> word(random, 1) + " , " + word(random, 1);
          case 1 -> '"' + word(random, 1) + ",\\\"" + word(random, 1) + "\"";
          default -> word(random, 1);
        };
    String host = word(random, 1) + "." + word(random, 0) + "." + word(random, 0);
    return new RandomRequest(address(random), uri.toString(), user, host);
  }

  private static String word(SplittableRandom random, int least) {
    StringBuilder word = new StringBuilder();
    for (int i = least + random.nextInt(9); i > 0; i--) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }

  private static String address(SplittableRandom random) {
    if (random.nextInt(4) != 0) {
      return "%d.%d.%d.%d"
          .formatted(
              random.nextInt(1, 224),
              random.nextInt(256),
              random.nextInt(256),
              random.nextInt(256));
    }
    StringBuilder address = new StringBuilder("2001");
    for (int i = 0; i < 7; i++) {
      address.append(':').append(Integer.toHexString(random.nextInt(1, 65_536)));
    }
    return address.toString();
  }

  /** The request line and the headers, without the end of the head. */
  String text() {
    return "GET %s HTTP/1.1\r\nX-Src: %s\r\nX-User: %s\r\nHost-Name: %s\r\n"
        .formatted(uri, source, user, host);
  }

  Exchange exchange() {
    return FakeExchange.request(source, "GET " + uri, "", "X-User: " + user, "Host-Name: " + host);
  }
}
