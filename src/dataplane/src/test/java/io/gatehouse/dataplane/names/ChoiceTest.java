package io.gatehouse.dataplane.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Network;
import io.gatehouse.model.Resolution;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private static final Network LAN = new Network(InetAddress.ofLiteral("10.0.0.0"), 8);

  private static Resolution wishes(boolean ipv4, boolean duplicates) {
    return new Resolution("r", ipv4, List.of(LAN), duplicates, false);
  }

  private static String chosen(
      Resolution wishes, String current, Set<String> taken, String... addresses) {
    List<Found> all =
        Stream.of(addresses)
            .map(text -> new Found(new Answer.Address(InetAddress.ofLiteral(text)), 0))
            .toList();
    @Nullable InetAddress now = current.isEmpty() ? null : InetAddress.ofLiteral(current);
    Found best = new Choice(wishes, now).of(all, found -> taken.contains(text(found)));
    return best == null ? "none" : text(best);
  }

  private static String text(Found found) {
    return ((Answer.Address) found.entry()).address().getHostAddress();
  }

  @Test
  void theFamilyCountsMoreThanTheNetwork() {
    assertThat(chosen(wishes(false, false), "", Set.of(), "10.0.0.1", "fd00::1"))
        .isEqualTo("fd00:0:0:0:0:0:0:1");
    assertThat(chosen(wishes(true, false), "", Set.of(), "192.0.2.1", "10.0.0.1"))
        .isEqualTo("10.0.0.1");
  }

  @Test
  void theOtherFamilyIsBetterThanNothing() {
    assertThat(chosen(wishes(false, false), "", Set.of(), "192.0.2.1")).isEqualTo("192.0.2.1");
  }

  @Test
  void ofEqualAddressesTheCurrentOneIsKept() {
    assertThat(chosen(wishes(true, false), "10.0.0.2", Set.of(), "10.0.0.1", "10.0.0.2"))
        .isEqualTo("10.0.0.2");
    assertThat(chosen(wishes(true, false), "", Set.of(), "10.0.0.1", "10.0.0.2"))
        .isEqualTo("10.0.0.1");
  }

  @Test
  void anAddressOfAnotherServerIsTakenOnlyWhereThatIsAllowed() {
    Set<String> taken = Set.of("10.0.0.1");
    assertThat(chosen(wishes(true, false), "", taken, "10.0.0.1")).isEqualTo("none");
    assertThat(chosen(wishes(true, true), "", taken, "10.0.0.1")).isEqualTo("10.0.0.1");
    assertThat(chosen(wishes(true, true), "", taken, "10.0.0.1", "10.0.0.3")).isEqualTo("10.0.0.3");
  }
}
