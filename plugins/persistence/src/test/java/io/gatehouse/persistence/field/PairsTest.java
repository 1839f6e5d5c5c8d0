package io.gatehouse.persistence.field;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PairsTest {

  private static List<String> pieces(String field, boolean request) {
    byte[] bytes = field.getBytes(ISO_8859_1);
    Pairs pairs = new Pairs();
    if (request) {
      pairs.request(bytes, 0, bytes.length);
    } else {
      pairs.response(bytes, 0, bytes.length);
    }
    List<String> pieces = new ArrayList<>();
    while (pairs.next()) {
      String name = field.substring(pairs.name(), pairs.nameEnd());
      String value = field.substring(pairs.value(), pairs.valueEnd());
      pieces.add(pairs.assigns() ? name + "→" + value : name);
      assertThat(pieces).as("an endless walk").hasSizeLessThan(100);
    }
    return pieces;
  }

  @Example
  void readsNamesAndValues() {
    assertThat(pieces("a=1; b = 2 ;c", true)).containsExactly("a→1", "b→2", "c");
    assertThat(pieces("a=\"x;y\"; b=1, c=2", true)).containsExactly("a→\"x;y\"", "b→1", "c→2");
    assertThat(pieces("a=\"x\\\";y\"; b=", true)).containsExactly("a→\"x\\\";y\"", "b→");
    assertThat(pieces(";a=1;", true)).containsExactly("", "a→1", "");
  }

  @Example
  void anAnswersFieldHoldsOneCookie() {
    assertThat(pieces("a=1; Path=/; b=2", false)).containsExactly("a→1");
    assertThat(pieces(";a=1", false)).containsExactly("");
  }

  @Property(tries = 5_000)
  void piecesCoverTheWholeField(@ForAll("fields") String field) {
    byte[] bytes = field.getBytes(ISO_8859_1);
    Pairs pairs = new Pairs().request(bytes, 0, bytes.length);
    int at = 0;
    int count = 0;
    while (pairs.next()) {
      assertThat(pairs.from()).isEqualTo(at);
      assertThat(pairs.name()).isBetween(pairs.from(), bytes.length);
      assertThat(pairs.nameEnd()).isBetween(pairs.name(), pairs.to());
      assertThat(pairs.valueEnd()).isBetween(pairs.value(), pairs.to());
      at = pairs.to();
      assertThat(++count).as("an endless walk").isLessThanOrEqualTo(bytes.length + 1);
    }
    assertThat(at).isEqualTo(bytes.length);
  }

  @Provide
  Arbitrary<String> fields() {
    return Arbitraries.strings().withChars("ab=;, \t\"\\$").ofMaxLength(30);
  }
}
