package io.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  private static final int MORE_THAN_A_BLOCK = FreePorts.BLOCK + 100;

  @Test
  void nobodyIsGivenAPortTwiceNorOneOfSomebodyElse() throws IOException {
    try (FreePorts ours = new FreePorts();
        FreePorts theirs = new FreePorts()) {
      Set<Integer> given = new HashSet<>();
      for (int i = 0; i < MORE_THAN_A_BLOCK; i++) {
        assertThat(given.add(ours.next())).isTrue();
        assertThat(given.add(theirs.next())).isTrue();
      }
      assertThat(given).allMatch(port -> port > 10_240 && port < 32_768);
    }
  }

  @Test
  void aPortInUseIsNotGiven() throws IOException {
    try (FreePorts ports = new FreePorts();
        ServerSocket used = new ServerSocket(ports.next(), 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < FreePorts.BLOCK; i++) {
        assertThat(ports.next()).isNotEqualTo(used.getLocalPort());
      }
    }
  }
}
