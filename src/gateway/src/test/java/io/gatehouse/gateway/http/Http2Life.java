package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RealHaproxy;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of connections' lives share: a port, patience, and an eye on every buffer. */
abstract class Http2Life {
  private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
  private final LeakWatch leaks = new LeakWatch();
  protected int port;

  @BeforeEach
  void watchEveryBuffer() throws IOException {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    leaks.start();
    port = RealHaproxy.freePort();
  }

  @AfterEach
  void nothingLeaked() {
    assertThat(leaks.found()).isEmpty();
    leaks.stop();
    ResourceLeakDetector.setLevel(level);
  }

  protected static void await(BooleanSupplier condition) {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean() && System.nanoTime() < patience) {
      Thread.onSpinWait();
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
