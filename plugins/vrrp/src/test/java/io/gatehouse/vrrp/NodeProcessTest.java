package io.gatehouse.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.Network;
import io.gatehouse.vrrp.kernel.LinuxHost;
import io.gatehouse.vrrp.port.Host.Link;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed or stand still, watched by what both kernels say. */
class NodeProcessTest {
  private static final InetAddress ADDRESS = Samples.address("192.168.1.88");
  private static final long PATIENCE = 40_000_000_000L;

  @TempDir Path folder;
  private Network network;
  private Network.Host first;
  private Network.Host second;
  private LinuxHost firstKernel;
  private LinuxHost secondKernel;
  private boolean bothOwned;

  @BeforeEach
  void open() throws Exception {
    Needs.namespaces();
    network = Network.create();
    first = network.host("a", "192.168.1.77/24");
    second = network.host("b", "192.168.1.78/24");
    firstKernel = first.inside(LinuxHost::new);
    secondKernel = second.inside(LinuxHost::new);
  }

  @AfterEach
  void close() throws Exception {
    if (network != null) {
      firstKernel.close();
      secondKernel.close();
      network.close();
    }
  }

  @Test
  void aKilledProcessLosesItsAddressBeforeThePeerHasIt() throws Exception {
    Process better = NodeProcess.start(first, folder, 100);
    NodeProcess.start(second, folder, 80);
    until(() -> owns(firstKernel));
    NodeProcess.signal(better, "KILL");
    until(() -> owns(secondKernel));
    assertThat(bothOwned).isFalse();
    assertThat(owns(firstKernel)).isFalse();
  }

  @Test
  void aProcessThatStoodStillIsNoOwnerBesideAnother() throws Exception {
    Process better = NodeProcess.start(first, folder, 100);
    NodeProcess.start(second, folder, 80);
    until(() -> owns(firstKernel));
    NodeProcess.signal(better, "STOP");
    until(() -> owns(secondKernel));
    NodeProcess.signal(better, "CONT");
    until(() -> owns(firstKernel));
    assertThat(bothOwned).isFalse();
  }

  private void until(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE;
    while (!condition.getAsBoolean()) {
      bothOwned |= owns(firstKernel) && owns(secondKernel);
      assertThat(System.nanoTime()).as("it comes in time").isLessThan(end);
      LockSupport.parkNanos(500_000);
    }
    bothOwned |= owns(firstKernel) && owns(secondKernel);
  }

  private static boolean owns(LinuxHost kernel) {
    try {
      for (Link link : kernel.links()) {
        if (link.addresses().contains(ADDRESS)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
