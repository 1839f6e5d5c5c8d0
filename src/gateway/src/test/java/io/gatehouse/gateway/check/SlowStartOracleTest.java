package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SlowStartOracleTest {
  @BeforeEach
  void needsTheRealOne() {
    assumeTrue(RealHaproxy.installed(), "needs Debian's haproxy");
  }

  private static String configuration(Sink sink, String balance) throws IOException {
    return """
    global
      log 127.0.0.1:%d format raw local0
    defaults
      log global
      timeout connect 1s
      timeout client 1s
      timeout server 1s
    frontend f
      bind 127.0.0.1:%d
      default_backend b
    backend b
      balance %s
      server s 127.0.0.1:1 weight 100 slowstart 3s
    """
        .formatted(sink.port(), RealHaproxy.freePort(), balance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"roundrobin", "static-rr"})
  void theWeightRisesInTheSameSteps(String balance) throws Exception {
    try (Sink theirSink = new Sink();
        Sink ourSink = new Sink();
        Subject theirs = Subject.Theirs.start(configuration(theirSink, balance));
        Subject ours = Subject.Ours.start(configuration(ourSink, balance))) {
      for (Subject subject : List.of(theirs, ours)) {
        subject.command("set server b/s health down");
        subject.command("set server b/s health up");
      }
      List<Integer> theirWeights = new ArrayList<>();
      List<Integer> ourWeights = new ArrayList<>();
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(4_300);
      while (System.nanoTime() < end) {
        note(theirs.weight("b/s"), theirWeights);
        note(ours.weight("b/s"), ourWeights);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      // Up once at the beginning of the ramp, and once at its end.
      theirSink.await("changed from CLI. 1 active");
      theirSink.await("Server b/s is UP. 1 active");
      ourSink.await("changed from CLI. 1 active");
      ourSink.await("Server b/s is UP. 1 active");
      // Whole seconds are counted: on a busy machine either program may skip a step.
      List<Integer> steps = balance.equals("roundrobin") ? List.of(7, 38, 69, 100) : List.of(100);
      for (List<Integer> weights : List.of(theirWeights, ourWeights)) {
        assertThat(weights).isSubsetOf(steps).isSorted();
        assertThat(weights).startsWith(steps.getFirst()).endsWith(steps.getLast());
      }
      assertThat(ourSink.heard()).isEqualTo(theirSink.heard());
    }
  }

  private static void note(int weight, List<Integer> weights) {
    if (weights.isEmpty() || weights.get(weights.size() - 1) != weight) {
      weights.add(weight);
    }
  }
}
