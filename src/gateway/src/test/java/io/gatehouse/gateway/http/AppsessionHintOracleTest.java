package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Environment;
import io.gatehouse.gateway.plugins.PluginCatalogue;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines that an {@code appsession} line is told to become lead HAProxy where it leads us. */
@Timeout(60)
class AppsessionHintOracleTest {
  private static final String TEXT =
      """
      defaults
        mode http
        balance roundrobin
        timeout client 8s
        timeout server 8s
        timeout connect 8s
      listen l
        bind 127.0.0.1:PORT
        server a 127.0.0.1:A
        server b 127.0.0.1:B
      """;

  private static final BuildFacts FACTS =
      new BuildFacts("3.5", Set.of(), Set.of(), BuildFacts.Tls.none());

  private final RawOrigin a = origin("a");
  private final RawOrigin b = origin("b");

  /** Gives each client that has no session one of its own, as applications do. */
  private static RawOrigin origin(String name) {
    try {
      return RawOrigin.start(
          connection -> {
            while (true) {
              String head = connection.readHead();
              boolean known = head.toLowerCase(Locale.ROOT).contains("jsessionid=");
              String cookie = known ? "" : "Set-Cookie: JSESSIONID=of-" + name + "\r\n";
              connection.send(
                  "HTTP/1.1 200 OK\r\nX-Server: %s\r\n%sContent-Length: 0\r\n\r\n"
                      .formatted(name, cookie));
            }
          });
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void end() {
    a.close();
    b.close();
  }

  private static List<String> advised(String line) {
    Diagnostics diagnostics = new Diagnostics();
    FormatCompiler formats = ServiceLoader.load(FormatCompiler.class).findFirst().orElseThrow();
    new ConfigurationLoader(PluginCatalogue.builtIns(), formats, FACTS)
        .load(
            List.of(ConfigSource.ofText("haproxy.cfg", "backend b\n  " + line + "\n")),
            Environment.ofProcess(Map.of(), FACTS),
            diagnostics);
    return diagnostics.all().stream()
        .filter(diagnostic -> diagnostic.message().startsWith("'appsession' was removed"))
        .findFirst()
        .orElseThrow()
        .hints();
  }

  private String text(int port, String lines) {
    return TEXT.replace("PORT", String.valueOf(port))
            .replace(":A\n", ":" + a.port() + "\n")
            .replace(":B\n", ":" + b.port() + "\n")
        + lines
        + "\n";
  }

  private static String served(int port, String target, String cookie) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      String field = cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n";
      client.send("GET %s HTTP/1.1\r\nHost: h\r\n%s\r\n".formatted(target, field));
      return RawConnection.header(client.readAnswer().head(), "x-server");
    }
  }

  private static List<String> led(int port) throws IOException {
    List<String> servers = new ArrayList<>();
    servers.add(served(port, "/", ""));
    servers.add(served(port, "/", ""));
    for (int i = 0; i < 3; i++) {
      servers.add(served(port, "/", "JSESSIONID=of-a"));
      servers.add(served(port, "/", "j=1; JSESSIONID=of-b; k=2"));
      servers.add(served(port, "/p;JSESSIONID=of-a", ""));
      servers.add(served(port, "/p;JSESSIONID=of-b?q=1", ""));
      servers.add(served(port, "/p?x=1&JSESSIONID=of-b&y=2", ""));
      servers.add(served(port, "/p?JSESSIONID=of-a", ""));
      servers.add(served(port, "/", "JSESSIONID=new"));
      servers.add(served(port, "/", "JSESSIONID=new"));
      servers.add(served(port, "/p;JSESSIONID=other", ""));
      servers.add(served(port, "/p?JSESSIONID=another", ""));
      servers.add(served(port, "/p;JSESSIONID=of-a", "JSESSIONID=of-a"));
      servers.add(served(port, "/", "JSESSIONID=of-bbbbb"));
    }
    return servers;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "appsession JSESSIONID len 52 timeout 3h",
        "appsession JSESSIONID len 4 timeout 3h",
        "appsession JSESSIONID len 52 timeout 90m mode path-parameters request-learn",
        "appsession JSESSIONID len 52 timeout 2d mode query-string",
        "appsession JSESSIONID len 52 timeout 1500 mode query-string request-learn"
      })
  void advisedLinesLeadHaproxyAlike(String line) throws IOException {
    assumeTrue(RealHaproxy.installed(), "needs the haproxy program");
    List<String> advised = advised(line);
    assertThat(advised.getFirst()).isEqualTo("for HAProxy take these lines");
    String lines = "  " + String.join("\n  ", advised.subList(1, advised.size()));
    int theirs = RealHaproxy.freePort();
    int ours = RealHaproxy.freePort();
    try (BothProxies both = BothProxies.start(text(theirs, lines), text(ours, "  " + line))) {
      assertThat(both).isNotNull();
      assertThat(led(ours)).isEqualTo(led(theirs)).contains("a", "b");
    }
  }
}
