package io.gatehouse.gateway.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that keep cookies as browsers do visit servers that die and return. New sessions are
 * balanced by a hash: the turns of {@code roundrobin} begin elsewhere after such changes.
 */
class CookieJarOracleTest {
  private static final String TEXT =
      """
      defaults
        mode http
        balance url_param c
        hash-type consistent
        timeout client 5s
        timeout server 5s
        timeout connect 2s
        option httpclose
        option redispatch 1
        retries 2
      frontend one
        bind 127.0.0.1:{1}
        http-request set-header id one
        default_backend answers
      frontend two
        bind 127.0.0.1:{2}
        http-request set-header id two
        default_backend answers
      frontend three
        bind 127.0.0.1:{3}
        http-request set-header id three
        default_backend answers
      backend answers
        http-request set-var(txn.had) req.hdr(cookie)
        http-request return status 200 content-type text/plain lf-string "%[req.hdr(id)] had %[var(txn.had)]" hdr set-cookie "APP=%[req.hdr(id)]; Path=/" if !{ req.cook(APP) -m found }
        http-request return status 200 content-type text/plain lf-string "%[req.hdr(id)] had %[var(txn.had)]"
      listen shop
        bind 127.0.0.1:{0}
        server one 127.0.0.1:{1} cookie s1
        server two 127.0.0.1:{2} cookie s2
        server three 127.0.0.1:{3} cookie s3
      """;

  /** What is said to the runtime sockets between the visits. */
  private static final List<String> FATES =
      List.of(
          "",
          "set server shop/one state maint",
          "set server shop/two state drain",
          "set server shop/one state ready",
          "set server shop/three addr 127.0.0.1 port {7}",
          "",
          "set server shop/three addr 127.0.0.1 port {3}",
          "set server shop/two state ready",
          "set server shop/two addr 127.0.0.1 port {7}",
          "set server shop/two addr 127.0.0.1 port {2}");

  private final List<HttpClient> theirs = clients();
  private final List<HttpClient> ours = clients();

  private static List<HttpClient> clients() {
    List<HttpClient> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clients.add(HttpClient.newBuilder().cookieHandler(new CookieManager()).build());
    }
    return clients;
  }

  @AfterEach
  void end() {
    theirs.forEach(HttpClient::close);
    ours.forEach(HttpClient::close);
  }

  private static String visit(HttpClient client, int port, int number) throws IOException {
    URI shop = URI.create("http://127.0.0.1:" + port + "/?c=" + number);
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(shop).version(HttpClient.Version.HTTP_1_1).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode()
          + " "
          + answer.body()
          + " got "
          + answer.headers().allValues("set-cookie");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cookie SRV insert indirect nocache",
        "cookie SRV insert",
        "cookie APP prefix",
        "cookie APP rewrite",
        "cookie SRV insert indirect preserve maxidle 10m maxlife 1h"
      })
  void clientsAreLedAlike(String cookie) throws IOException {
    assumeTrue(RealHaproxy.installed(), "the haproxy program is not installed");
    List<String> servers = new ArrayList<>();
    try (Pair pair = Pair.start(TEXT + "  " + cookie + "\n")) {
      for (String fate : FATES) {
        if (!fate.isEmpty()) {
          pair.settled(fate);
        }
        for (int round = 0; round < 2; round++) {
          for (int i = 0; i < ours.size(); i++) {
            String wanted = undated(visit(theirs.get(i), pair.theirs(0), i));
            String got = undated(visit(ours.get(i), pair.ours(0), i));
            assertThat(got).as("client %d after '%s'", i, fate).isEqualTo(wanted);
            servers.add(got.split(" ")[1]);
          }
        }
      }
    }
    assertThat(servers).contains("one", "two", "three");
  }

  /** The days in a cookie's date stand for the minutes at which it was given. */
  private static String undated(String answer) {
    return answer.replaceAll("\\|[A-Za-z0-9+/]{5}(\\|[A-Za-z0-9+/]{5})?", "|DATE");
  }
}
