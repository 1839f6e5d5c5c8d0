package io.gatehouse.persistence.appsession;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionTableTest {
  private final AtomicLong clock = new AtomicLong();
  private final String server = "a";

  private static SessionId id(int number) {
    SessionId id = new SessionId(16);
    byte[] bytes = Integer.toString(number).getBytes(ISO_8859_1);
    id.set(bytes, 0, bytes.length);
    return id;
  }

  @Test
  void neverHoldsMoreThanItMay() {
    SessionTable table = new SessionTable(0, clock::get, 100);
    for (int i = 0; i < 10_000; i++) {
      clock.incrementAndGet();
      table.learn(id(i), server);
      assertThat(table.size()).isLessThanOrEqualTo(100);
      assertThat(table.find(id(i))).as("the newest").isEqualTo(server);
    }
  }

  @Test
  void makesRoomOfWhatWasUnusedTheLongest() {
    SessionTable table = new SessionTable(0, clock::get, 1_000);
    for (int i = 0; i < 3_000; i++) {
      clock.incrementAndGet();
      table.learn(id(i), server);
      // One session is used all the time.
      assertThat(table.find(id(0))).isEqualTo(server);
    }
  }

  @Test
  void newSessionsSweepTheOldOnesOut() {
    SessionTable table = new SessionTable(10, clock::get, 1_000_000);
    for (int i = 0; i < 5_000; i++) {
      table.learn(id(i), server);
    }
    clock.addAndGet(11);
    assertThat(table.find(id(1))).isNull();
    for (int i = 5_000; i < 7_000; i++) {
      table.learn(id(i), server);
    }
    assertThat(table.size()).isBetween(2_000, 3_000);
  }

  @Test
  void manyThreadsMayLearnAtOnce() throws InterruptedException {
    SessionTable table = new SessionTable(0, clock::incrementAndGet, 500);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int base = t * 1_000_000;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < 5_000; i++) {
                      table.learn(id(base + i), server);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    table.learn(id(-1), server);
    assertThat(table.size()).isLessThanOrEqualTo(500);
  }
}
