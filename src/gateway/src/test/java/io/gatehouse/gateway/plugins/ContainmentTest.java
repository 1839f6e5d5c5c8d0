package io.gatehouse.gateway.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.gateway.plugins.PluginGuard.Suspect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainmentTest {
  @TempDir Path temporary;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private Path folder;

  @BeforeEach
  void makesThePluginFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("plugins"));
  }

  /** Balances over A, B and C with a plugin from a jar whose selector's body is {@code choice}. */
  private Choices choices(String choice) throws IOException, ArgumentException {
    String code = Jars.balancer("Mine", "mine", choice);
    Jars.compiled(folder, "mine.jar", "Mine", code, "example.Mine");
    PluginCatalogue catalogue = PluginCatalogue.load(folder, log::add);
    return new Choices(catalogue.balancer("mine").orElseThrow(), List.of(), "A", "B", "C");
  }

  private static String choose(Choices choices, int times) {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < times; i++) {
      names.append(choices.choose());
    }
    return names.toString();
  }

  @Test
  void aGoodPluginDecidesDuringAndAfterItsProbation() throws Exception {
    assertThat(choose(choices("return 2;"), 2 * PluginGuard.PROBATION))
        .isEqualTo("C".repeat(2 * PluginGuard.PROBATION));
    assertThat(log).isEmpty();
  }

  @Test
  void roundRobinDecidesWhereAPluginThrows() throws Exception {
    Choices choices = choices("throw new IllegalStateException(\"no luck\");");

    assertThat(choose(choices, 6)).isEqualTo("ABCABC");
    assertThat(log.getFirst()).contains("plugin 'mine' of mine.jar", "no luck");
  }

  @Test
  void roundRobinDecidesWhereAPluginThrowsOnTheEventLoop() throws Exception {
    Choices choices = choices("throw new IllegalStateException(\"no luck\");");

    choose(choices, PluginGuard.PROBATION + 2);
    assertThat(choose(choices, 3)).isEqualTo("ABC");
  }

  @Test
  void roundRobinDecidesWhereAPluginAnswersNonsense() throws Exception {
    assertThat(choose(choices("return 3;"), 3)).isEqualTo("ABC");
    assertThat(log.getFirst()).contains("it chose server 3 of 3");
  }

  @Test
  void aPluginThatNeverReturnsIsSuspendedAndNamedWithItsPlace() throws Exception {
    Choices choices =
        choices("for (;;) { java.util.concurrent.locks.LockSupport.parkNanos(50_000_000); }");

    assertThat(choose(choices, 6)).isEqualTo("ABCABC");
    assertThat(log)
        .singleElement()
        .asString()
        .contains("plugin 'mine' of mine.jar is suspended", "example.Mine$Spec");
  }

  @Test
  void aFailingPluginIsNamedOnceASecond() {
    AtomicLong now = new AtomicLong();
    PluginGuard guard = new PluginGuard(new Suspect("mine", "mine.jar"), log::add, now::get);

    guard.failed("first");
    guard.failed("second");
    now.addAndGet(1_000_000_000);
    guard.failed("third");

    assertThat(log).hasSize(2);
    assertThat(log.getLast()).contains("3 so far", "third");
    assertThat(guard.failures()).isEqualTo(3);
  }

  @Test
  void theWatchdogSuspendsAPluginThatHoldsAnEventLoop() {
    AtomicLong now = new AtomicLong();
    Watchdog watchdog = new Watchdog(now::get);
    PluginGuard guard = new PluginGuard(new Suspect("mine", "mine.jar"), log::add, now::get);

    watchdog.enter(guard);
    now.addAndGet(Watchdog.LIMIT_NANOS);
    watchdog.look();
    assertThat(guard.suspended()).isFalse();
    now.addAndGet(1);
    watchdog.look();
    assertThat(guard.suspended()).isFalse();
    watchdog.look();

    assertThat(guard.suspended()).isTrue();
    assertThat(log)
        .singleElement()
        .asString()
        .contains("plugin 'mine' of mine.jar", Thread.currentThread().getName(), "100 ms");
  }

  @Test
  void theWatchdogLeavesAPluginAloneThatCameBack() {
    AtomicLong now = new AtomicLong();
    Watchdog watchdog = new Watchdog(now::get);
    PluginGuard guard = new PluginGuard(new Suspect("mine", "mine.jar"), log::add, now::get);

    watchdog.enter(guard);
    watchdog.leave();
    now.addAndGet(2 * Watchdog.LIMIT_NANOS);
    watchdog.look();

    assertThat(guard.suspended()).isFalse();
  }
}
