package io.gatehouse.gateway.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.plugins.PluginCatalogue.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial's code, as printed, works. */
class WritingAPluginTest {
  @TempDir Path temporary;

  private static String printedCode() throws IOException {
    String page = Files.readString(Path.of("../../docs/writing-a-plugin.md"));
    Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).isTrue();
    return block.group(1);
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
}
