package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
  private static final String PROXY = "listen web\n  bind 127.0.0.1:8080\n";
  private static final String ADDRESS =
      """
      vrrp_instance V {
        interface lo0
        virtual_router_id 1
        virtual_ipaddress { 192.0.2.1 }
      }
      """;

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "! x\nglobal_defs {\n}",
        "# x\n\n  global_defs\n{\n}",
        "vrrp_instance V{",
        "virtual_server 192.0.2.1 80 {",
        "$NAME=value",
        "@node1 router_id a",
        "~SEQ(A,1,2) include $A",
        "include /etc/keepalived/conf.d/*.conf",
        "includea x",
        "misspelt_instance V {"
      })
  void tellsKeepalivedByItsWords(String text) {
    assertThat(Language.of(new ConfigSource("x", text))).isEqualTo(Language.KEEPALIVED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing",
        "global\n  daemon",
        "defaults\n",
        "frontend f # {",
        ".if feature(X)\n",
        "misspelt\nlisten l\n"
      })
  void everythingElseIsHaproxys(String text) {
    assertThat(Language.of(new ConfigSource("x", text))).isEqualTo(Language.HAPROXY);
  }

  private static ConfigurationLoader.Result load(List<ConfigSource> sources) {
    BuildFacts facts = new BuildFacts("3.5-dev5", Set.of(), Set.of(), BuildFacts.Tls.none());
    return new ConfigurationLoader(new FewWords(), new FewWords.Formats(), facts)
        .load(sources, Environment.of(Map.of()));
  }

  @Test
  void bothLanguagesBecomeOneModel() {
    ConfigurationLoader.Result result =
        load(
            List.of(
                new ConfigSource("keepalived.conf", ADDRESS),
                new ConfigSource("haproxy.cfg", PROXY)));
    assertThat(result.model()).isPresent();
    assertThat(result.model().get().frontends()).hasSize(1);
    assertThat(result.model().get().vip().instances()).hasSize(1);
  }

  @Test
  void eachLanguageIsEnough() {
    assertThat(load(List.of(new ConfigSource("haproxy.cfg", PROXY))).model().orElseThrow().vip())
        .isEqualTo(VipConfiguration.NONE);
    assertThat(load(List.of(new ConfigSource("keepalived.conf", ADDRESS))).model()).isPresent();
  }

  @Test
  void anErrorInOneRefusesBoth() {
    ConfigurationLoader.Result result =
        load(
            List.of(
                new ConfigSource("haproxy.cfg", PROXY),
                new ConfigSource("keepalived.conf", ADDRESS.replace("_id 1", "_id 0"))));
    assertThat(result.model()).isEmpty();
    assertThat(result.diagnostics().errors()).isEqualTo(1);
  }

  @Test
  void aFolderHasFilesOfBoth() throws IOException {
    Files.writeString(folder.resolve("b.conf"), ADDRESS);
    Files.writeString(folder.resolve("a.cfg"), PROXY);
    Files.writeString(folder.resolve("c.txt"), "nonsense");
    List<ConfigSource> sources =
        ConfigSource.load(
            List.of(folder.toString()), InputStream.nullInputStream(), new Diagnostics());
    assertThat(sources)
        .extracting(ConfigSource::name)
        .hasSize(2)
        .first()
        .asString()
        .endsWith("a.cfg");
    assertThat(load(sources).model()).isPresent();
  }
}
