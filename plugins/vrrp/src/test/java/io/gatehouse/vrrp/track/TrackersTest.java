package io.gatehouse.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Script;
import io.gatehouse.api.vip.ScriptRules;
import io.gatehouse.api.vip.Tracked;
import io.gatehouse.api.vip.Tracked.ParameterMatch;
import io.gatehouse.api.vip.Tracked.TrackFile;
import io.gatehouse.api.vip.Tracked.TrackProcess;
import io.gatehouse.api.vip.Tracked.TrackScript;
import io.gatehouse.vrrp.port.Watched.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackersTest {
  private static final Duration TENTH = Duration.ofMillis(100);

  @TempDir Path folder;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Semaphore wakes = new Semaphore(0);
  private @Nullable Trackers trackers;

  @AfterEach
  void close() {
    if (trackers != null) {
      trackers.close();
    }
  }

  @Test
  void scriptIsWellWhileItSucceedsAndWakesTheRunner() throws Exception {
    Path sign = Files.createFile(folder.resolve("sign"));
    Trackers watched = watch(script("chk", List.of("test", "-e", sign.toString())));
    until(() -> watched.verdict("chk") == Verdict.WELL);
    long before = watched.generation();
    Files.delete(sign);
    until(() -> watched.verdict("chk") == Verdict.FAILED);

    assertThat(watched.generation()).isGreaterThan(before);
    assertThat(log).contains("Script `chk` now returning 1");
  }

  @Test
  void endBySignalIsAFailure() throws Exception {
    Path script = shell("kill -9 $$");
    Trackers watched = watch(script("chk", List.of(script.toString())));
    until(() -> watched.verdict("chk") == Verdict.FAILED);

    assertThat(log).contains("Script `chk` ended by signal 9");
  }

  @Test
  void scriptThatTakesTooLongIsEndedWithEverythingItStarted() throws Exception {
    Path pids = folder.resolve("pids");
    Path script =
        shell(
            "sleep 1000 & echo $! $$ >"
                + pids
                + ".new; mv "
                + pids
                + ".new "
                + pids
                + "; trap '' TERM; while :; do sleep 1000; done");
    Trackers watched = watch(script("chk", List.of(script.toString())));
    until(() -> watched.verdict("chk") == Verdict.FAILED);
    watched.close();

    assertThat(log).contains("VRRP_Script(chk) timed_out");
    for (String pid : Files.readString(pids).strip().split(" ")) {
      until(() -> ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty());
    }
  }

  @Test
  void scriptThatIsMissingMovesNothing() throws Exception {
    Trackers watched = watch(script("chk", List.of("/no/such/script")));

    assertThat(watched.verdict("chk")).isEqualTo(Verdict.WELL);
    assertThat(log)
        .containsExactly("script '/no/such/script' cannot be found; 'chk' is not watched");
  }

  @Test
  void fileTellsItsNumberWhenItIsWrittenReplacedAndDeleted() throws Exception {
    Path file = folder.resolve("number");
    Trackers watched = watch(file(file, OptionalInt.empty(), false));
    assertThat(watched.value("f")).isZero();
    Files.writeString(file, "-7 because\n");
    until(() -> watched.value("f") == -7);
    Path other = Files.writeString(folder.resolve("other"), "0x10");
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    until(() -> watched.value("f") == 16);
    Files.writeString(file, "99999999999");
    until(() -> !log.isEmpty());
    assertThat(watched.value("f")).isEqualTo(16);
    Files.delete(file);
    until(() -> watched.value("f") == 0);

    assertThat(log).containsExactly("track_file f: the number does not fit, ignored");
  }

  @Test
  void fileIsFoundInAFolderThatComesLater() throws Exception {
    Path file = folder.resolve("later").resolve("number");
    Trackers watched = watch(file(file, OptionalInt.empty(), false));
    Files.createDirectory(file.getParent());
    Files.writeString(file, "3");
    until(() -> watched.value("f") == 3);

    assertThat(log).isEmpty();
  }

  @Test
  void initFileWritesTheNumberUnlessThereIsOne() throws Exception {
    Path file = folder.resolve("number");
    assertThat(watch(file(file, OptionalInt.of(5), false)).value("f")).isEqualTo(5);
    assertThat(file).hasContent("5");
    Files.writeString(file, "6");
    close();
    assertThat(watch(file(file, OptionalInt.of(5), false)).value("f")).isEqualTo(6);
    close();
    assertThat(watch(file(file, OptionalInt.of(5), true)).value("f")).isEqualTo(5);
  }

  @Test
  void processesAreCountedAsTheyBeginAndEnd() throws Exception {
    Path program = folder.resolve("watched-program");
    Files.copy(Path.of("/bin/sleep"), program);
    Trackers watched = watch(process("watched-program"));
    assertThat(watched.verdict("p")).isEqualTo(Verdict.FAILED);
    Process first = new ProcessBuilder(program.toString(), "1000").start();
    try {
      until(() -> watched.verdict("p") == Verdict.WELL);
    } finally {
      first.destroyForcibly();
    }
    until(() -> watched.verdict("p") == Verdict.FAILED);
  }

  private Trackers watch(Tracked... tracked) {
    Trackers started =
        new Trackers(
            List.of(tracked), new ScriptRules(ownUser(), "", false), wakes::release, log::add);
    trackers = started;
    return started;
  }

  /** Waits for a wake-up, and looks now and then even without. */
  private void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(log.toString()).isLessThan(end);
      boolean _ = wakes.tryAcquire(50, TimeUnit.MILLISECONDS);
    }
  }

  private Path shell(String commands) throws IOException {
    Path script = Files.createTempFile(folder, "script", "");
    Files.writeString(script, "#!/bin/sh\n" + commands + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static TrackScript script(String name, List<String> words) {
    Script command = new Script(words, ownUser(), "");
    return new TrackScript(name, command, TENTH, TENTH.multipliedBy(5), 0, false, 1, 1, false);
  }

  private static String ownUser() {
    return System.getProperty("user.name");
  }

  private static TrackFile file(Path path, OptionalInt initial, boolean overwrite) {
    return new TrackFile("f", path.toString(), 1, false, initial, overwrite);
  }

  private static TrackProcess process(String name) {
    Duration none = Duration.ZERO;
    return new TrackProcess("p", name, "", ParameterMatch.ANY, 1, false, 1, 9, none, none, false);
  }
}
