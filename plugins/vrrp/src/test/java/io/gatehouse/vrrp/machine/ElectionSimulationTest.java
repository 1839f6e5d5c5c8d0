package io.gatehouse.vrrp.machine;

import static io.gatehouse.vrrp.machine.Sample.MILLI;
import static io.gatehouse.vrrp.machine.Sample.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Vitality;
import io.gatehouse.vrrp.machine.SimulatedNetwork.Node;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Two to five nodes under everything that may happen to them. A schedule may lose adverts (never
 * three in a row, none in the last seconds before its sender dies), reorder and delay them, kill
 * processes and machines, let processes stand still for any time, end and start them again, and
 * take their health away; nothing in a schedule reaches into the last quarter of its time.
 */
class ElectionSimulationTest {
  private static final int SCHEDULES = 100_000;
  private static final long LENGTH = 32 * SECOND;
  private static final long QUIET = 22 * SECOND;

  @Test
  void neverTwoOwnersAndInTheEndTheBest() {
    AtomicInteger owners = new AtomicInteger();
    IntStream.range(0, SCHEDULES).parallel().forEach(seed -> owners.addAndGet(check(seed)));
    // Where everybody is dead in the end nobody owns it; that must stay the exception.
    assertThat(owners.get()).isGreaterThan(SCHEDULES * 9 / 10);
  }

  /** The network would notice: addresses that outlive the process that stands still are found. */
  @Test
  void addressesWithTooLongALeaseAreFound() {
    long withTwo =
        IntStream.range(0, 300).filter(seed -> play(seed, 20, false).mostOwners > 1).count();
    assertThat(withTwo).isPositive();
  }

  private static SimulatedNetwork play(int seed, boolean telling) {
    return play(seed, 2, telling);
  }

  private static SimulatedNetwork play(int seed, int leaseSeconds, boolean telling) {
    SplittableRandom random = new SplittableRandom(seed);
    SimulatedNetwork network = new SimulatedNetwork(random, telling);
    int count = 2 + random.nextInt(4);
    for (int number = 0; number < count; number++) {
      int priority = number == 0 && random.nextInt(3) == 0 ? 254 : 250 - 40 * number;
      Node node = network.new Node(number, Sample.leased(priority, leaseSeconds));
      node.loss = random.nextInt(2) * random.nextDouble(0.5);
      network.nodes.add(node);
      network.at(random.nextLong(5 * SECOND), node::boot);
    }
    int faults = random.nextInt(6);
    for (int i = 0; i < faults; i++) {
      schedule(network, random);
    }
    network.at(
        QUIET,
        () ->
            network.nodes.forEach(
                node -> {
                  node.loss = 0;
                  if (node.running) {
                    node.become(Vitality.WELL);
                  }
                }));
    network.runUntil(LENGTH);
    return network;
  }

  private static void schedule(SimulatedNetwork network, SplittableRandom random) {
    Node node = network.nodes.get(random.nextInt(network.nodes.size()));
    long time = 4 * SECOND + random.nextLong(12 * SECOND);
    int kind = random.nextInt(5);
    if (kind < 3) {
      // A node that is about to fail loses no advert: it is the peers' timers that are tested.
      node.calm = Math.min(node.calm, time);
    }
    network.at(time, () -> fail(node, kind, random));
    if (kind != 2 && random.nextBoolean()) {
      long back = time + 500 * MILLI + random.nextLong(QUIET - time - 500 * MILLI);
      network.at(back, () -> recover(node, kind));
    }
  }

  private static void fail(Node node, int kind, SplittableRandom random) {
    switch (kind) {
      case 0 -> node.kill();
      case 1 -> node.cut();
      case 2 -> node.stall(random.nextLong(5 * SECOND));
      case 3 -> node.stop();
      default ->
          node.become(
              switch (random.nextInt(4)) {
                case 0 -> Vitality.STUCK;
                case 1 -> Vitality.LISTENER_LOST;
                case 2 -> Vitality.LEAVING;
                default -> Vitality.STARTING;
              });
    }
  }

  private static void recover(Node node, int kind) {
    if (kind == 4) {
      node.become(Vitality.WELL);
    } else if (!node.running) {
      node.boot();
    }
  }

  /** Never two owners; in the end one if anybody lives, and it is the best of those. */
  private static int check(int seed) {
    SimulatedNetwork network = play(seed, false);
    Node best = null;
    for (Node node : network.nodes) {
      if (node.running && (best == null || node.state.priority() > best.state.priority())) {
        best = node;
      }
    }
    boolean right = best == null || best.holdsUntil > network.now;
    if (network.mostOwners > 1 || !right) {
      throw new AssertionError("schedule " + seed + ":" + play(seed, true).story());
    }
    return best == null ? 0 : 1;
  }
}
