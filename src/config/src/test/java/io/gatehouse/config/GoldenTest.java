package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Backend;
import io.gatehouse.model.Frontend;
import io.gatehouse.model.GatewayModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file below {@code golden/haproxy} holds an input, a line {@code ----}, and what must be
 * found: parts of the model's text, or exact diagnostics. Those of ACLs and rules have their own
 * test.
 */
class GoldenTest {

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(Loading.GOLDEN.resolve("haproxy"))) {
      List<Path> sorted = new ArrayList<>(files.filter(Files::isRegularFile).toList());
      sorted.sort(null);
      return sorted.stream().filter(file -> !file.toString().contains("/acl/"));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void becomesWhatTheFileSays(Path file) throws IOException {
    String[] parts = Files.readString(file, StandardCharsets.ISO_8859_1).split("\n----\n", 2);
    ConfigurationLoader.Result result = Loading.text(parts[0] + "\n");
    List<String> lines = new ArrayList<>(Loading.messages(result));
    result.model().ifPresent(model -> render(model, lines));
    for (String expected : parts[1].strip().split("\n")) {
      assertThat(lines).as(file.toString()).anyMatch(line -> line.contains(expected.strip()));
    }
    long warnings = parts[1].lines().filter(line -> line.contains(": warning:")).count();
    if (warnings > 0) {
      assertThat(result.diagnostics().warnings())
          .as(result.diagnostics().render())
          .isEqualTo((int) warnings);
    }
    if (parts[1].contains(": error:")) {
      long errors = parts[1].lines().filter(line -> line.contains(": error:")).count();
      assertThat(result.diagnostics().errors()).isEqualTo((int) errors);
    } else {
      assertThat(result.diagnostics().errors()).as(result.diagnostics().render()).isZero();
    }
  }

  private static void render(GatewayModel model, List<String> into) {
    into.add(model.global().toString());
    model.peers().forEach(peers -> into.add(peers.toString()));
    model.resolvers().forEach(resolvers -> into.add(resolvers.toString()));
    for (Frontend frontend : model.frontends()) {
      into.add(frontend.toString());
      frontend.binds().forEach(bind -> into.add(bind.toString()));
    }
    for (Backend backend : model.backends()) {
      into.add(backend.toString());
      backend.servers().forEach(server -> into.add(server.toString()));
    }
    model.tables().forEach(table -> into.add(table.toString()));
  }
}
