package io.gatehouse.vrrp.track;

import io.gatehouse.api.vip.ScriptRules;
import io.gatehouse.api.vip.Tracked;
import io.gatehouse.api.vip.Tracked.TrackFile;
import io.gatehouse.api.vip.Tracked.TrackProcess;
import io.gatehouse.api.vip.Tracked.TrackScript;
import io.gatehouse.vrrp.port.Watched;
import io.gatehouse.vrrp.script.Command;
import io.gatehouse.vrrp.script.ScriptPolicy;
import io.gatehouse.vrrp.script.ScriptRefused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Watches everything that a configuration names. */
public final class Trackers implements Watched {
  private final AtomicLong generation = new AtomicLong();
  private final Map<String, Standing> standings = new HashMap<>();
  private final List<Tracker> trackers = new ArrayList<>();
  private final ScriptPolicy policy;
  private final Runnable wakeUp;
  private final Consumer<String> log;

  /**
   * Begins to watch; files and processes are known when it returns.
   *
   * @param wakeUp called by any thread after something changed
   * @param log gets the results that changed and what cannot be watched
   */
  public Trackers(List<Tracked> tracked, ScriptRules rules, Runnable wakeUp, Consumer<String> log) {
    this.wakeUp = wakeUp;
    this.log = log;
    policy = new ScriptPolicy(rules, log);
    for (Tracked one : tracked) {
      Standing standing = new Standing(first(one), this::changed);
      standings.put(one.name(), standing);
      try {
        start(one, standing);
      } catch (IOException | ScriptRefused e) {
        standing.verdict(neutral(one));
        log.accept(e.getMessage() + "; '" + one.name() + "' is not watched");
      }
    }
  }

  @Override
  public long generation() {
    return generation.get();
  }

  @Override
  public Verdict verdict(String name) {
    Standing standing = standings.get(name);
    return standing == null ? Verdict.PENDING : standing.verdict();
  }

  @Override
  public int value(String name) {
    Standing standing = standings.get(name);
    return standing == null ? 0 : standing.value();
  }

  @Override
  public void close() {
    trackers.forEach(Tracker::stop);
  }

  private void start(Tracked one, Standing standing) throws IOException, ScriptRefused {
    Tracker tracker =
        switch (one) {
          case TrackScript script -> {
            Command command = policy.allow(script.script());
            yield new ScriptTracker(script, command, standing, log);
          }
          case TrackProcess process -> new ProcessTracker(process, standing, log);
          case TrackFile file -> new FileTracker(file, standing, log);
        };
    trackers.add(tracker);
    Thread.ofPlatform().name("vrrp-track-" + one.name()).daemon().start(() -> run(tracker));
  }

  private void changed() {
    generation.incrementAndGet();
    wakeUp.run();
  }

  private static void run(Tracker tracker) {
    try {
      tracker.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Verdict first(Tracked one) {
    return switch (one) {
      case TrackScript script -> script.initiallyFailed() ? Verdict.FAILED : Verdict.PENDING;
      case TrackProcess _ -> Verdict.PENDING;
      case TrackFile _ -> Verdict.WELL;
    };
  }

  /** What moves no priority and faults nobody: Keepalived leaves what it cannot watch out. */
  private static Verdict neutral(Tracked one) {
    return one.weight() > 0 == one.reverse() ? Verdict.WELL : Verdict.FAILED;
  }
}
