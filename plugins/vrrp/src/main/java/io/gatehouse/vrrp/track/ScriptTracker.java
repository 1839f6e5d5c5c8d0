package io.gatehouse.vrrp.track;

import io.gatehouse.api.vip.Tracked.TrackScript;
import io.gatehouse.vrrp.script.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a script again and again. When it takes too long it is asked to end, two seconds later
 * killed, and has failed; a run is left out while the one before goes on.
 */
final class ScriptTracker implements Tracker {
  private static final long GRACE_SECONDS = 2;
  private static final int EXITED_BY_SIGNAL = 128;

  private final TrackScript script;
  private final Command command;
  private final Standing standing;
  private final ScriptScore score;
  private final Consumer<String> log;
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile Command.@Nullable Running running;
  private int last;

  ScriptTracker(TrackScript script, Command command, Standing standing, Consumer<String> log) {
    this.script = script;
    this.command = command;
    this.standing = standing;
    this.log = log;
    score = new ScriptScore(script);
  }

  @Override
  public void run() throws InterruptedException {
    long interval = script.interval().toNanos();
    long next = System.nanoTime();
    do {
      boolean success = runOnce();
      if (end.getCount() == 0) {
        return;
      }
      standing.verdict(score.add(success));
      standing.value(score.result());
      long now = System.nanoTime();
      next += interval * (1 + Math.max(0, (now - next) / interval));
    } while (!end.await(next - System.nanoTime(), TimeUnit.NANOSECONDS));
  }

  @Override
  public void stop() {
    end.countDown();
    Command.Running now = running;
    if (now != null) {
      now.group().kill();
    }
  }

  private boolean runOnce() throws InterruptedException {
    try {
      Command.Running started = command.start();
      running = started;
      if (end.getCount() == 0) {
        started.group().kill();
      }
      boolean success = judge(started);
      running = null;
      return success;
    } catch (IOException e) {
      log.accept("script '" + command + "' could not be started: " + e.getMessage());
      return false;
    }
  }

  private boolean judge(Command.Running started) throws InterruptedException {
    Duration timeout = script.timeout().isZero() ? script.interval() : script.timeout();
    Process process = started.process();
    if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
      started.group().terminate();
      process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
      // What it started may go on after it.
      started.group().kill();
      process.waitFor();
      report("VRRP_Script(" + script.name() + ") timed_out", -1);
      return false;
    }
    int status = process.exitValue();
    String how =
        status > EXITED_BY_SIGNAL
            ? "Script `" + script.name() + "` ended by signal " + (status - EXITED_BY_SIGNAL)
            : "Script `" + script.name() + "` now returning " + status;
    report(how, status);
    return status == 0;
  }

  /** Says how it ended when it ended otherwise the last time. */
  private void report(String words, int status) {
    if (status != last) {
      last = status;
      log.accept(words);
    }
  }
}
