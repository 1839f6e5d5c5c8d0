package io.gatehouse.gateway.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.plugins.PluginCatalogue.Problem;
import io.gatehouse.gateway.plugins.PluginCatalogue.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginCatalogueTest {
  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void makesThePluginFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("plugins"));
  }

  private PluginCatalogue load() {
    return PluginCatalogue.load(folder, message -> {});
  }

  @Test
  void findsTheBuiltIns() {
    PluginCatalogue catalogue = PluginCatalogue.builtIns();

    assertThat(catalogue.balancers()).contains("roundrobin", "leastconn", "hash", "maglev");
    assertThat(catalogue.problems()).isEmpty();
    assertThat(catalogue.rows())
        .contains(new Row(PluginKind.BALANCER, "roundrobin", "built-in", ""));
  }

  @Test
  void listsAPluginOfAJarWithItsVersion() throws IOException {
    String code = Jars.balancer("Mine", "mine", "return 0;");
    Jars.compiled(folder, "mine.jar", "Mine", code, "example.Mine");

    assertThat(load().rows()).contains(new Row(PluginKind.BALANCER, "mine", "mine.jar", "1.2"));
    assertThat(load().balancer("mine")).isPresent();
    assertThat(load().problems()).isEmpty();
  }

  @Test
  void providersOfVirtualAddressesOfAJarAreListedAndBrokenOnesLeftOut() throws IOException {
    Jars.provider(folder, "carp.jar", "Carp", "return \"carp\";");
    Jars.provider(folder, "dead.jar", "Dead", "throw new IllegalStateException(\"no name\");");

    assertThat(load().rows()).contains(new Row(PluginKind.VIRTUAL_IP, "carp", "carp.jar", "1.2"));
    assertThat(load().virtualIps()).containsKey("carp");
    assertThat(load().problems())
        .containsExactly(new Problem("dead.jar", "virtual-ip left out: no name"));
  }

  @Test
  void aFolderThatDoesNotExistIsEmpty() {
    PluginCatalogue catalogue = PluginCatalogue.load(temporary.resolve("none"), message -> {});

    assertThat(catalogue.balancers()).isEqualTo(PluginCatalogue.builtIns().balancers());
    assertThat(catalogue.problems()).isEmpty();
  }

  @Test
  void aBuiltInKeepsItsName() throws IOException {
    String code = Jars.balancer("Mine", "roundrobin", "return 0;");
    Jars.compiled(folder, "mine.jar", "Mine", code, "example.Mine");

    assertThat(load().problems())
        .containsExactly(
            new Problem("mine.jar", "balancer 'roundrobin' left out: already built in"));
    assertThat(load().rows()).contains(new Row(PluginKind.BALANCER, "roundrobin", "built-in", ""));
  }

  @Test
  void ofTwoJarsTheFirstByNameKeepsTheName() throws IOException {
    String code = Jars.balancer("Mine", "mine", "return 0;");
    Jars.compiled(folder, "b.jar", "Mine", code, "example.Mine");
    Jars.compiled(folder, "a.jar", "Mine", code, "example.Mine");

    assertThat(load().problems())
        .containsExactly(
            new Problem("b.jar", "balancer 'mine' left out: already offered by a.jar"));
  }

  @Test
  void namesAFileThatIsNoJarAndGoesOn() throws IOException {
    Files.writeString(folder.resolve("a.jar"), "not a zip");
    String code = Jars.balancer("Mine", "mine", "return 0;");
    Jars.compiled(folder, "b.jar", "Mine", code, "example.Mine");

    assertThat(load().problems()).singleElement().extracting(Problem::jar).isEqualTo("a.jar");
    assertThat(load().balancer("mine")).isPresent();
  }

  @Test
  void namesAProviderThatIsMissing() throws IOException {
    Jars.empty(folder, "a.jar", "example.Missing");

    assertThat(load().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.jar()).isEqualTo("a.jar");
              assertThat(problem.message()).contains("example.Missing not found");
            });
  }

  @Test
  void namesAProviderOfAnotherTypeAndKeepsTheGoodOneBesideIt() throws IOException {
    String code = Jars.balancer("Mine", "mine", "return 0;") + "class Other {}";
    Jars.compiled(folder, "a.jar", "Mine", code, "example.Other\nexample.Mine");

    assertThat(load().problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("example.Other not a subtype");
    assertThat(load().balancer("mine")).isPresent();
  }

  @Test
  void namesAProviderWhoseConstructorThrows() throws IOException {
    String constructor = "class Mine implements BalancerPlugin { public Mine() { fail(); }";
    String failing = "static void fail() { throw new IllegalStateException(\"no luck\"); }";
    String code =
        Jars.balancer("Mine", "mine", "return 0;")
            .replace("class Mine implements BalancerPlugin {", constructor + failing);
    Jars.compiled(folder, "a.jar", "Mine", code, "example.Mine");

    assertThat(load().problems())
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("no luck");
  }

  @Test
  void aJarSeesNothingOfTheGatewayButTheApi() throws IOException {
    String code =
        Jars.balancer("Mine", "mine", "return 0;")
            .replace(
                "return \"mine\";",
                "try { return Class.forName(\"io.gatehouse.gateway.plugins.PluginCatalogue\")"
                    + ".getName(); } catch (ClassNotFoundException e) { return \"blind\"; }");
    Jars.compiled(folder, "a.jar", "Mine", code, "example.Mine");

    assertThat(load().balancer("blind")).isPresent();
  }
}
