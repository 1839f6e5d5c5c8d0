package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many clients while servers die and return: nothing hangs, nothing leaks. The build runs a short
 * form; {@code -Dgatehouse.soak.seconds=60 -Dgatehouse.soak.clients=2000} is the long one.
 */
@Tag("soak")
@Timeout(300)
class SoakTest {
  private static final int SECONDS = Integer.getInteger("gatehouse.soak.seconds", 5);
  private static final int CLIENTS = Integer.getInteger("gatehouse.soak.clients", 200);
  private static final int SERVERS = 4;
  private static final int PATIENCE_MILLIS = 30_000;
  private static final long MILLI = 1_000_000L;

  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();
  private final AtomicLong cuts = new AtomicLong();
  private final AtomicLong hangs = new AtomicLong();
  private final List<MortalOrigin> origins = new ArrayList<>();
  private final LeakWatch leaks = new LeakWatch();
  private ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();

  @BeforeEach
  void watch() {
    before = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    leaks.start();
  }

  @AfterEach
  void stopWatching() {
    ResourceLeakDetector.setLevel(before);
    leaks.stop();
    origins.forEach(MortalOrigin::close);
  }

  @Test
  void serversThatDieAndReturnNeitherHangClientsNorLeak() throws Exception {
    int port = RealHaproxy.freePort();
    try (DataPlane plane = BothProxies.plane(configuration(port), new Endings())) {
      traffic(port, 1, 20);
      long descriptors = settled(SoakTest::descriptors, 0);
      long direct = PlatformDependent.usedDirectMemory();
      traffic(port, SECONDS, CLIENTS);

      assertThat(hangs).as(this::told).hasValue(0);
      assertThat(answers.get()).as(this::told).isGreaterThan(CLIENTS);
      assertThat(settled(SoakTest::descriptors, descriptors)).isLessThanOrEqualTo(descriptors);
      plane.frontends().forEach(frontend -> assertThat(frontend.sessions()).isZero());
      plane.backends().forEach(backend -> assertThat(backend.sessions()).isZero());
      plane.backends().forEach(backend -> assertThat(backend.queued()).isZero());
      // The allocator keeps what it once needed, but not without bound.
      assertThat(PlatformDependent.usedDirectMemory()).isLessThan(direct + (64L << 20));
    }
    assertThat(leaks.found()).isEmpty();
  }

  private String told() {
    return answers + " answers, " + refusals + " refusals, " + cuts + " cut, " + hangs + " hang";
  }

  private String configuration(int port) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            defaults
              mode http
              timeout client 5s
              timeout server 5s
              timeout connect 1s
              timeout queue 5s
              retries 2
              option redispatch 1
            frontend fe
              bind 127.0.0.1:%d
              default_backend be
            backend be
              balance leastconn
              retry-on conn-failure empty-response
            """
                .formatted(port));
    for (int i = 0; i < SERVERS; i++) {
      MortalOrigin origin = new MortalOrigin();
      origins.add(origin);
      text.append(
          "  server s%d 127.0.0.1:%d maxconn 100 pool-purge-delay 100\n"
              .formatted(i, origin.port()));
    }
    return text.toString();
  }

  private void traffic(int port, int seconds, int clients) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      int number = i;
      threads.add(Thread.ofVirtual().start(() -> ask(port, number, end)));
    }
    threads.add(Thread.ofVirtual().start(() -> kill(end)));
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** One server after the other goes away with all its connections, and comes back. */
  private void kill(long end) {
    for (int i = 0; System.nanoTime() < end; i++) {
      MortalOrigin victim = origins.get(i % SERVERS);
      victim.die();
      LockSupport.parkNanos(150 * MILLI);
      victim.live();
      LockSupport.parkNanos(100 * MILLI);
    }
  }

  private void ask(int port, int number, long end) {
    String body = "x".repeat(number % 7 * 1_000);
    String request = "POST /" + number + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length();
    while (System.nanoTime() < end) {
      try (RawClient client = RawClient.connect(port, PATIENCE_MILLIS)) {
        for (int i = 0; i < 10 && System.nanoTime() < end; i++) {
          int status = client.exchange(request + "\r\n\r\n" + body).status();
          (status == 200 ? answers : refusals).incrementAndGet();
        }
      } catch (SocketTimeoutException waited) {
        // The kernel's queue of connections may be full for as long; that is no exchange.
        boolean connected = !"Connect timed out".equals(waited.getMessage());
        (connected ? hangs : cuts).incrementAndGet();
      } catch (IOException cut) {
        cuts.incrementAndGet();
      }
    }
  }

  private interface Reading {
    long now() throws IOException;
  }

  /** Waits until a number has come down to its baseline, or stays where it is. */
  private static long settled(Reading reading, long baseline) throws IOException {
    long last = reading.now();
    for (int same = 0; same < 20 && last > baseline; ) {
      LockSupport.parkNanos(100 * MILLI);
      long now = reading.now();
      same = now < last ? 0 : same + 1;
      last = now;
    }
    return last;
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }
}
