package io.gatehouse.dataplane.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Lists.Want;
import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.PatternReference;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.model.MapFile;
import io.gatehouse.model.Network;
import io.gatehouse.model.Pattern;
import io.gatehouse.model.Patterns;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternListsTest {
  private static final PatternReference FILE = new PatternReference(3, "hosts.map");

  static PatternLists empty() {
    return new PatternLists(new Patterns(List.of(), PatternListsTest::read));
  }

  private static Pattern read(MatchMethod method, boolean ignoreCase, String text)
      throws ArgumentException {
    return switch (method) {
      case INT -> number(text);
      case IP -> network(text);
      case REG -> new Pattern.Regex(text, java.util.regex.Pattern.compile(text));
      default -> new Pattern.Text(text);
    };
  }

  private static Pattern number(String text) throws ArgumentException {
    try {
      long value = Long.parseLong(text);
      return new Pattern.Range(text, value, value);
    } catch (NumberFormatException notANumber) {
      throw new ArgumentException("not a number: " + text);
    }
  }

  private static Pattern network(String text) throws ArgumentException {
    String[] parts = text.split("/");
    try {
      return new Pattern.Net(
          text, new Network(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1])));
    } catch (UnknownHostException e) {
      throw new ArgumentException("no address: " + text);
    }
  }

  private static MapFile map(MatchMethod method, String... lines) throws ArgumentException {
    List<MapFile.Entry> entries = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ", 2);
      entries.add(new MapFile.Entry(read(method, false, words[0]), words[1]));
    }
    return new MapFile(FILE, method, entries);
  }

  private static PatternLists lists(MapFile file) {
    return new PatternLists(new Patterns(List.of(file), PatternListsTest::read));
  }

  private static String lookup(PatternLists lists, MapFile file, String key) {
    return lookup(lists, file, key, Want.VALUE);
  }

  private static String lookup(PatternLists lists, MapFile file, String key, Want want) {
    byte[] bytes = ("_" + key).getBytes(ISO_8859_1);
    Sample sample = new Sample(256).setString(bytes, 1, bytes.length - 1);
    SampleType type = file.method() == MatchMethod.IP ? SampleType.ADDRESS : SampleType.STRING;
    assertThat(sample.cast(type)).isTrue();
    return lists.lookup(file, sample, want) ? sample.text() : "none";
  }

  @Test
  void wholeKeysAreFoundAndTheFirstOfEqualOnesCounts() throws ArgumentException {
    MapFile file = map(MatchMethod.STR, "a one", "b two", "a three");
    PatternLists lists = lists(file);
    assertThat(lookup(lists, file, "a")).isEqualTo("one");
    assertThat(lookup(lists, file, "b")).isEqualTo("two");
    assertThat(lookup(lists, file, "b", Want.KEY)).isEqualTo("b");
    assertThat(lookup(lists, file, "ab")).isEqualTo("none");
  }

  @Test
  void theLongestBeginningCounts() throws ArgumentException {
    MapFile file = map(MatchMethod.BEG, "/a short", "/a/b long", "/ root");
    PatternLists lists = lists(file);
    assertThat(lookup(lists, file, "/a/b/c")).isEqualTo("long");
    assertThat(lookup(lists, file, "/a/x")).isEqualTo("short");
    assertThat(lookup(lists, file, "/x")).isEqualTo("root");
    assertThat(lookup(lists, file, "x")).isEqualTo("none");
  }

  @Test
  void theNarrowestNetworkCounts() throws ArgumentException {
    MapFile file =
        map(MatchMethod.IP, "10.0.0.0/8 wide", "10.1.0.0/16 narrow", "2001:db8::/32 six");
    PatternLists lists = lists(file);
    assertThat(lookup(lists, file, "10.1.2.3")).isEqualTo("narrow");
    assertThat(lookup(lists, file, "10.2.2.3")).isEqualTo("wide");
    assertThat(lookup(lists, file, "::ffff:10.1.0.1")).isEqualTo("narrow");
    assertThat(lookup(lists, file, "2001:db8:1::1")).isEqualTo("six");
    assertThat(lookup(lists, file, "11.0.0.1")).isEqualTo("none");
  }

  @Test
  void ofOtherKeysTheFirstInOrderCounts() throws ArgumentException {
    MapFile file = map(MatchMethod.END, ".org x", "www.org y", ".com z");
    PatternLists lists = lists(file);
    assertThat(lookup(lists, file, "www.org")).isEqualTo("x");
    assertThat(lookup(lists, file, "a.com")).isEqualTo("z");
  }

  @Test
  void groupsOfTheKeyStandInTheValue() throws ArgumentException {
    MapFile file = map(MatchMethod.REG, "^(.*)[.](.*)$ \\1_AND_\\2");
    PatternLists lists = lists(file);
    assertThat(lookup(lists, file, "example.org", Want.EXPANDED)).isEqualTo("example_AND_org");
    assertThat(lookup(lists, file, "example.org")).isEqualTo("\\1_AND_\\2");
  }

  @Test
  void changesCountAtOnce() throws ArgumentException {
    MapFile file = map(MatchMethod.STR, "a one");
    PatternLists lists = lists(file);
    assertThat(lists.put(FILE, "b", "two")).isTrue();
    assertThat(lists.put(FILE, "a", "1")).isTrue();
    assertThat(lookup(lists, file, "b")).isEqualTo("two");
    assertThat(lookup(lists, file, "a")).isEqualTo("1");
    assertThat(lists.remove(FILE, "a")).isTrue();
    assertThat(lists.remove(FILE, "a")).isFalse();
    assertThat(lookup(lists, file, "a")).isEqualTo("none");
    PatternFileList list = lists.find("hosts.map").orElseThrow();
    assertThat(list.entries()).extracting(PatternFileList.Entry::key).containsExactly("b");
    list.clear();
    assertThat(lookup(lists, file, "b")).isEqualTo("none");
  }

  @Test
  void aKeyThatCannotBeReadChangesNothing() throws ArgumentException {
    MapFile file = map(MatchMethod.INT, "5 five");
    PatternLists lists = lists(file);
    PatternFileList list = lists.find("#3").orElseThrow();
    assertThatThrownBy(() -> list.add("x", "y")).hasMessageContaining("not a number");
    assertThat(lists.put(FILE, "x", "y")).isFalse();
    assertThat(list.entries()).hasSize(1);
  }
}
