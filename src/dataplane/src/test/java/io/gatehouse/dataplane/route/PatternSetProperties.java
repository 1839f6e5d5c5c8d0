package io.gatehouse.dataplane.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.model.Network;
import io.gatehouse.model.Pattern;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tables and sorted ranges answer what a plain loop answers. */
class PatternSetProperties {

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars("abAB/.").ofMaxLength(8);
  }

  @Provide
  Arbitrary<List<String>> lists() {
    return words().list().ofMaxSize(40);
  }

  @Property
  void aTableAnswersLikeALoop(
      @ForAll("lists") List<String> patterns,
      @ForAll("words") String text,
      @ForAll boolean ignoreCase) {
    String[] array = patterns.toArray(String[]::new);
    String seen = ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
    List<String> wanted = new ArrayList<>();
    patterns.forEach(p -> wanted.add(ignoreCase ? p.toLowerCase(Locale.ROOT) : p));
    check(MatchMethod.STR, ignoreCase, array, text, wanted.contains(seen));
    check(MatchMethod.BEG, ignoreCase, array, text, wanted.stream().anyMatch(seen::startsWith));
    check(MatchMethod.END, ignoreCase, array, text, wanted.stream().anyMatch(seen::endsWith));
    boolean part = wanted.stream().anyMatch(p -> !p.isEmpty() && seen.contains(p));
    check(MatchMethod.SUB, ignoreCase, array, text, part);
  }

  private static void check(
      MatchMethod method, boolean ignoreCase, String[] patterns, String text, boolean expected) {
    PatternSet set = PatternSetTest.texts(method, ignoreCase, patterns);
    assertThat(PatternSetTest.matches(set, text)).as("%s", method).isEqualTo(expected);
  }

  @Provide
  Arbitrary<byte[]> addresses() {
    // Few different bytes, so that networks and addresses meet.
    Arbitrary<Byte> some = Arbitraries.of((byte) 0, (byte) 1, (byte) 0x7f, (byte) 0x80, (byte) -1);
    return Arbitraries.of(4, 16).flatMap(n -> some.array(byte[].class).ofSize(n));
  }

  @Property
  void sortedNetworksAnswerLikeALoop(
      @ForAll("addresses") byte[] address, @ForAll("networks") List<Network> networks) {
    List<Pattern> patterns = new ArrayList<>();
    networks.forEach(network -> patterns.add(new Pattern.Net("", network)));
    PatternSet set = PatternSet.of(MatchMethod.IP, false, patterns);
    boolean direct = networks.stream().anyMatch(n -> n.contains(address));
    boolean actual = set.matches(new Sample(64).setAddress(address));
    boolean sameFamily =
        networks.stream().allMatch(n -> n.address().getAddress().length == address.length);
    if (sameFamily) {
      assertThat(actual).isEqualTo(direct);
    } else {
      assertThat(actual || !direct).isTrue();
    }
  }

  @Provide
  Arbitrary<List<Network>> networks() {
    return addresses()
        .flatMap(a -> Arbitraries.integers().between(0, a.length * 8).map(p -> network(a, p)))
        .list()
        .ofMaxSize(12);
  }

  private static Network network(byte[] address, int prefix) {
    try {
      InetAddress inet = InetAddress.getByAddress(address);
      return new Network(inet, Math.min(prefix, inet.getAddress().length * 8));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
