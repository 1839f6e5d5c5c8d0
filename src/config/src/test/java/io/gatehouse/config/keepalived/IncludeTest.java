package io.gatehouse.config.keepalived;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.config.keepalived.text.LocalMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludeTest {
  @TempDir Path folder = Path.of("");

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void instance(String name, int id) throws IOException {
    write(
        name,
        "vrrp_instance V%d {\n interface lo0\n virtual_router_id %d\n include %s\n}\n"
            .formatted(id, id, "addresses.inc"));
  }

  private Reading read(String text) {
    return Reading.of(text, new LocalMachine("node1", Map.of()));
  }

  @Test
  void patternsNameFilesInTheirOrder() throws IOException {
    instance("conf.d/b.conf", 2);
    instance("conf.d/a.conf", 1);
    instance("conf.d/.hidden.conf", 3);
    write("conf.d/addresses.inc", "virtual_ipaddress { 192.0.2.1 }\n");
    Reading reading = read("include " + folder + "/conf.d/*.conf\n");
    assertThat(reading.accepted().instances())
        .extracting(VrrpInstance::name)
        .containsExactly("V1", "V2");
  }

  @Test
  void bracesNameSeveralFiles() throws IOException {
    instance("a.conf", 1);
    instance("c.conf", 3);
    write("addresses.inc", "virtual_ipaddress { 192.0.2.1 }\n");
    String pattern = folder + "/{a,b,c}.conf";
    assertThat(read("include " + pattern + "\n").accepted().instances()).hasSize(2);
    assertThat(read("includeb " + pattern + "\n").messages())
        .anyMatch(line -> line.endsWith("error: no file is '" + folder + "/b.conf'"));
  }

  @Test
  void errorsNameTheIncludedFile() throws IOException {
    write("a.conf", "global_defs {\n  nonsense\n}\n");
    assertThat(read("include " + folder + "/a.conf\n").messages())
        .anyMatch(line -> line.startsWith(folder + "/a.conf:2:3: error: unknown keyword"));
  }

  @Test
  void aFileThatIncludesItselfIsRefused() throws IOException {
    write("a.conf", "include a.conf\n");
    assertThat(read("include " + folder + "/a.conf\n").messages())
        .anyMatch(line -> line.contains("files include each other more than 32 deep"));
  }
}
