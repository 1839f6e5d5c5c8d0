package io.gatehouse.dataplane.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.model.Network;
import io.gatehouse.model.Pattern;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternSetTest {

  static boolean matches(PatternSet set, String text) {
    byte[] bytes = ("<<" + text + ">>").getBytes(ISO_8859_1);
    return set.matches(new Sample(1024).setString(bytes, 2, bytes.length - 4));
  }

  static PatternSet texts(MatchMethod method, boolean ignoreCase, String... patterns) {
    List<Pattern> list = new ArrayList<>();
    Arrays.stream(patterns).forEach(text -> list.add(new Pattern.Text(text)));
    return PatternSet.of(method, ignoreCase, list);
  }

  private static PatternSet networks(String... networks) {
    List<Pattern> list = new ArrayList<>();
    for (String network : networks) {
      String[] parts = network.split("/");
      InetAddress address = InetAddress.ofLiteral(parts[0]);
      list.add(new Pattern.Net(network, new Network(address, Integer.parseInt(parts[1]))));
    }
    return PatternSet.of(MatchMethod.IP, false, list);
  }

  private static boolean address(PatternSet set, String... groups) {
    byte[] bytes = new byte[groups.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(groups[i]);
    }
    return set.matches(new Sample(64).setAddress(bytes));
  }

  /** Measured with HAProxy 2.6.12 and 1.5.0: the split of static from dynamic content. */
  @ParameterizedTest
  @CsvSource({
    "/, false",
    "/static, true",
    "/STATIC/x, true",
    "/staticfoo, true",
    "/a/static/x, false",
    "/x.JPG, true",
    "/x.jpg?y=1, true",
    "/x?f=a.jpg, false",
    "/x.jpg/, false",
    "/x.json, false",
    "/%73tatic/x, false",
    "/IMAGES, true"
  })
  void staticContentIsToldByPathAsInHaproxy(String target, boolean expected) {
    String path = target.contains("?") ? target.substring(0, target.indexOf('?')) : target;
    PatternSet beginnings =
        texts(MatchMethod.BEG, true, "/static", "/images", "/javascript", "/stylesheets");
    PatternSet ends = texts(MatchMethod.END, true, ".jpg", ".gif", ".png", ".css", ".js");
    assertThat(matches(beginnings, path) || matches(ends, path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "DIR, static, /a/static/x, true",
    "DIR, /static/, /static, true",
    "DIR, a/b, /x/a/b?c, true",
    "DIR, static, /staticx/y, false",
    "DIR, static, /xstatic, false",
    "DIR, /, /a/, false",
    "DOM, example, www.example.com, true",
    "DOM, example.com, www.example.com:80, true",
    "DOM, xample, www.example.com, false",
    "DOM, .com., a.com, true",
    "SUB, b.c, ab.cd, true",
    "SUB, bb, abab, false",
    "SUB, toolong, tool, false",
    "STR, a, a, true",
    "STR, a, ab, false"
  })
  void wordsAndPartsMatchAsInHaproxy(
      MatchMethod method, String pattern, String text, boolean expected) {
    assertThat(matches(texts(method, false, pattern), text)).isEqualTo(expected);
  }

  @Test
  void anEmptyListMatchesNothing() {
    for (MatchMethod method : MatchMethod.values()) {
      if (method != MatchMethod.FOUND && method != MatchMethod.BOOL && method != MatchMethod.IP) {
        assertThat(matches(PatternSet.of(method, false, List.of()), "")).as("%s", method).isFalse();
      }
    }
    assertThat(address(networks(), "1", "2", "3", "4")).isFalse();
  }

  @Test
  void binaryPatternsAreHexadecimal() {
    assertThat(matches(texts(MatchMethod.BIN, false, "2f41"), "/A")).isTrue();
    assertThat(matches(texts(MatchMethod.BIN, false, "2f41"), "/a")).isFalse();
  }

  @Test
  void rangesMayOverlapAndStayOpen() {
    PatternSet set =
        PatternSet.of(
            MatchMethod.INT,
            false,
            List.of(
                new Pattern.Range("", 5, 9),
                new Pattern.Range("", Long.MIN_VALUE, -3),
                new Pattern.Range("", 7, 12),
                new Pattern.Range("", 20, Long.MAX_VALUE)));
    List<Long> inside = List.of(-9L, -3L, 5L, 9L, 10L, 12L, 20L, Long.MAX_VALUE);
    List<Long> outside = List.of(-2L, 4L, 13L, 19L);
    assertThat(inside).allMatch(n -> set.matches(new Sample(64).setInteger(n)));
    assertThat(outside).noneMatch(n -> set.matches(new Sample(64).setInteger(n)));
  }

  @Test
  void addressesMatchTheirNetworksInBothFamilies() {
    PatternSet set = networks("10.0.0.0/8", "10.1.0.0/16", "192.168.1.1/32");
    assertThat(address(set, "10", "255", "0", "1")).isTrue();
    assertThat(address(set, "192", "168", "1", "2")).isFalse();
    String[] mapped = "0 0 0 0 0 0 0 0 0 0 255 255 10 2 3 4".split(" ");
    assertThat(address(set, mapped)).isTrue();
    String[] sixToFour = "32 2 10 2 3 4 0 0 0 0 0 0 0 0 0 1".split(" ");
    assertThat(address(set, sixToFour)).isTrue();
    assertThat(address(networks("::/0"), "1", "2", "3", "4")).isTrue();
    assertThat(address(networks("0.0.0.0/0"), "255", "2", "3", "4")).isTrue();
  }

  @Test
  void regexesSeeBytesAsLatin1AndOnlyLineFeedsAsLineEnds() {
    PatternSet set =
        PatternSet.of(
            MatchMethod.REG,
            false,
            List.of(
                new Pattern.Regex(
                    "^a.\u00e9$",
                    java.util.regex.Pattern.compile(
                        "^a.\u00e9$", java.util.regex.Pattern.UNIX_LINES))));
    assertThat(matches(set, "a\r\u00e9")).isTrue();
    assertThat(matches(set, "a\n\u00e9")).isFalse();
    assertThat(matches(set, "xa\r\u00e9")).isFalse();
  }

  @Test
  void aRegexThatIsTooDeepForTheTextDoesNotMatch() {
    PatternSet set =
        PatternSet.of(
            MatchMethod.REG,
            false,
            List.of(new Pattern.Regex("", java.util.regex.Pattern.compile("^(a|b)*$"))));
    assertThat(matches(set, "ab".repeat(200_000))).isFalse();
    assertThat(matches(set, "abab")).isTrue();
  }
}
