package io.gatehouse.config.haproxy;

import io.gatehouse.model.Endpoint;
import io.gatehouse.model.Resolvers.NameServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom the system asks for names.
 *
 * @param readable whether there is such a file
 * @param servers in the order of the file, each named like its address
 * @param strange words that should have been addresses
 */
record ResolvConf(boolean readable, List<NameServer> servers, List<String> strange) {
  static final String FILE = "/etc/resolv.conf";

  private static final String KEYWORD = "nameserver";
  private static final int PORT = 53;

  static ResolvConf read() {
    try {
      return of(Files.readString(Path.of(FILE), StandardCharsets.ISO_8859_1));
    } catch (IOException missing) {
      return new ResolvConf(false, List.of(), List.of());
    }
  }

  static ResolvConf of(String text) {
    List<NameServer> servers = new ArrayList<>();
    List<String> strange = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (!line.startsWith(KEYWORD)) {
        continue;
      }
      String rest = line.substring(KEYWORD.length());
      String word = rest.strip().split("\\s+", -1)[0];
      if (rest.isEmpty() || !Character.isWhitespace(rest.charAt(0)) && !word.isEmpty()) {
        continue;
      }
      try {
        boolean six = InetAddress.ofLiteral(word).getAddress().length > 4;
        Endpoint.Family family = six ? Endpoint.Family.IPV6 : Endpoint.Family.IPV4;
        servers.add(new NameServer(word, new Endpoint.Inet(word, PORT, family), false));
      } catch (IllegalArgumentException noAddress) {
        strange.add(word);
      }
    }
    return new ResolvConf(true, servers, strange);
  }
}
