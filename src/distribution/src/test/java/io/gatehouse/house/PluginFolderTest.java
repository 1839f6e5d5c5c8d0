package io.gatehouse.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way of docs/writing-a-plugin.md, from its printed code to balanced requests. */
@Timeout(240)
class PluginFolderTest {
  private static final String SERVICE = "META-INF/services/io.gatehouse.api.balance.BalancerPlugin";

  @TempDir private Path folder = Path.of("");

  @Test
  void processBalancesWithTheTutorialsPlugin() throws Exception {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    packed(compiled(), plugins.resolve("canary.jar"));
    int port = RealHaproxy.freePort();
    int other = RealHaproxy.freePort();
    try (RawOrigin old = origin("o");
        RawOrigin canary = origin("c")) {
      String file = Launched.file(folder, configuration(port, other, old, canary));
      Map<String, String> environment = Map.of("GATEHOUSE_PLUGINS_DIR", plugins.toString());
      try (Launched gateway = Launched.start(environment, "haproxy", "-f", file)) {
        assertThat(gateway.until("frontend all")).contains("listens");
        assertThat(Launched.ask(port, "/1") + Launched.ask(port, "/2")).isEqualTo("cc");
        assertThat(Launched.ask(other, "/1") + Launched.ask(other, "/2")).isEqualTo("oo");
      }
      try (Launched listed =
          Launched.start("gatehouse", "plugins", "-P", "gatehouse.plugins.dir=" + plugins)) {
        assertThat(listed.toTheEnd()).containsPattern("balancer +canary +canary.jar");
      }
    }
  }

  private static String configuration(int port, int other, RawOrigin old, RawOrigin canary) {
    return """
    defaults
      mode http
      timeout connect 5s
      timeout client 5s
      timeout server 5s
    listen none
      bind 127.0.0.1:%d
      balance canary new 0
      server old 127.0.0.1:%d
      server new 127.0.0.1:%d
    listen all
      bind 127.0.0.1:%d
      balance canary new 100
      server old 127.0.0.1:%d
      server new 127.0.0.1:%d
    """
        .formatted(other, old.port(), canary.port(), port, old.port(), canary.port());
  }

  private static RawOrigin origin(String body) throws IOException {
    return RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + body);
  }

  private Path compiled() throws IOException {
    String page = Files.readString(Repository.here().root().resolve("docs/writing-a-plugin.md"));
    Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).isTrue();
    Path source = Files.writeString(folder.resolve("CanaryBalancer.java"), block.group(1));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                source.toString());
    assertThat(code).isZero();
    Path service = classes.resolve(SERVICE);
    Files.createDirectories(service.getParent());
    Files.writeString(service, "example.CanaryBalancer\n");
    return classes;
  }

  private static void packed(Path classes, Path jar) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(classes)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : files) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
  }
}
