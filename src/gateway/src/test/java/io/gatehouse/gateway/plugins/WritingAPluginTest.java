package io.gatehouse.gateway.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.config.ConfigurationLoader;
import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Environment;
import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.DataPlaneSettings;
import io.gatehouse.gateway.plugins.PluginCatalogue.Row;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial's code, as printed, works. */
class WritingAPluginTest {
  @TempDir Path temporary;

  private static String printedCode() throws IOException {
    return printedCode("CanaryBalancer");
  }

  static String printedCode(String className) throws IOException {
    return printedBlock("class " + className);
  }

  /** The first block of Java on the page that contains this. */
  static String printedBlock(String content) throws IOException {
    String page = Files.readString(Path.of("../../docs/writing-a-plugin.md"));
    return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(block -> block.group(1))
        .filter(code -> code.contains(content))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thePagesBalancerIsUnderSixtyLines() throws IOException {
    assertThat(printedCode().lines()).hasSizeLessThan(60);
  }

  @Test
  void thePagesBalancerSendsItsShareToTheCanary() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("plugins"));
    Jars.compiled(folder, "canary.jar", "CanaryBalancer", printedCode(), "example.CanaryBalancer");
    PluginCatalogue catalogue = PluginCatalogue.load(folder, message -> {});

    assertThat(catalogue.rows())
        .contains(new Row(PluginKind.BALANCER, "canary", "canary.jar", "1.2"));
    Choices choices =
        new Choices(
            catalogue.balancer("canary").orElseThrow(), List.of("new", "5"), "a", "b", "new");
    int lucky = 0;
    for (int i = 0; i < 2_000; i++) {
      lucky += choices.choose().equals("new") ? 1 : 0;
    }
    assertThat(lucky).isBetween(70, 130);
  }

  @Test
  void thePagesPersistenceLeadsToTheServerThatTheHeaderNames() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("plugins"));
    Jars.persistence(folder, "pinned.jar", "PinnedPersistence", printedCode("PinnedPersistence"));
    assertThat(led(folder)).isEqualTo("bbbab");
  }

  @Test
  void aPersistenceThatThrowsLeavesTheChoiceToTheBalancer() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("plugins"));
    String code =
        printedCode("PinnedPersistence")
            .replace("RequestHead head = exchange.request();", "RequestHead head = fail();")
            .replace(
                "private static StickyServer find",
                "static RequestHead fail() { throw new IllegalStateException(); }"
                    + " private static StickyServer find");
    Jars.persistence(folder, "pinned.jar", "PinnedPersistence", code);
    assertThat(led(folder)).isEqualTo("ababa");
  }

  /** The servers to which three requests for b, one without header and one for b come. */
  private static String led(Path folder) throws IOException {
    int port = RealHaproxy.freePort();
    try (RawOrigin a = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
        RawOrigin b = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");
        DataPlane plane =
            DataPlane.start(model(folder, port, a, b), DataPlaneSettings.of("auto", 1));
        RawClient client = RawClient.connect(port)) {
      assertThat(plane.backends()).hasSize(1);
      StringBuilder servers = new StringBuilder();
      for (String field :
          List.of("X-Server: b\r\n", "x-server: b\r\n", "X-Server: b\r\n", "", "X-Server: b\r\n")) {
        servers.append(client.exchange("GET / HTTP/1.1\r\nHost: h\r\n" + field + "\r\n").body());
      }
      return servers.toString();
    }
  }

  private static GatewayModel model(Path folder, int port, RawOrigin a, RawOrigin b) {
    String text =
        """
        listen l
          mode http
          timeout client 5s
          timeout server 5s
          timeout connect 5s
          bind 127.0.0.1:%d
          persist pinned X-Server
          server a 127.0.0.1:%d
          server b 127.0.0.1:%d
        """
            .formatted(port, a.port(), b.port());
    BuildFacts facts = new BuildFacts("3.5", Set.of(), Set.of(), BuildFacts.Tls.none());
    FormatCompiler formats = ServiceLoader.load(FormatCompiler.class).findFirst().orElseThrow();
    return new ConfigurationLoader(PluginCatalogue.load(folder, message -> {}), formats, facts)
        .load(
            List.of(ConfigSource.ofText("test.cfg", text)),
            Environment.ofProcess(Map.of(), facts),
            new Diagnostics())
        .model()
        .orElseThrow();
  }
}
