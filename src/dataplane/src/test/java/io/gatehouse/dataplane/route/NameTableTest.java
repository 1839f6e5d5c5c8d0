package io.gatehouse.dataplane.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NameTableTest {

  @Test
  void findsEveryNameAndNothingElse() {
    Map<String, Integer> entries = new HashMap<>();
    for (int i = 0; i < 500; i++) {
      entries.put("backend" + i, i);
    }
    NameTable<Integer> table = new NameTable<>(entries);
    for (int i = 0; i < 1000; i++) {
      byte[] name = ("backend" + i + "!").getBytes(ISO_8859_1);
      assertThat(table.find(name, name.length - 1)).isEqualTo(i < 500 ? i : null);
      assertThat(table.find(name, name.length)).isNull();
    }
  }

  @Test
  void anEmptyTableHasNothing() {
    assertThat(new NameTable<Integer>(Map.of()).find(new byte[] {'a'}, 1)).isNull();
    assertThat(new NameTable<Integer>(Map.of()).find(new byte[] {}, 0)).isNull();
  }
}
