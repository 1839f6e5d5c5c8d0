package io.gatehouse.benchmarks.system;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One scenario: all programs run side by side, and the load goes from one to the next. */
final class Speed {
  private static final int ENOUGH_TRIES = 20;

  private final Settings settings;
  private final Setting setting;
  private final Scenario scenario;
  private final Map<Peer, Cost> costs = new EnumMap<>(Peer.class);

  /**
   * What a program needed.
   *
   * @param micros of a processor for each request, at full load
   * @param rate requests per second, at full load
   * @param steadyMicros of a processor for each request, at the fixed rate
   * @param median microseconds to an answer, at the fixed rate
   * @param late as median, of the 99th percentile
   * @param lines in the log for each request
   */
  record Cost(
      Figures micros,
      Figures rate,
      Figures steadyMicros,
      Figures median,
      Figures late,
      Figures lines) {
    Cost() {
      this(
          new Figures(), new Figures(), new Figures(), new Figures(), new Figures(), new Figures());
    }
  }

  private record Running(Peer peer, ProxyProcess process, int port, Cost cost) {}

  Speed(Settings settings, Setting setting, Scenario scenario) {
    this.settings = settings;
    this.setting = setting;
    this.scenario = scenario;
  }

  Map<Peer, Cost> measure() throws IOException, InterruptedException {
    Map<Peer, Running> running = new EnumMap<>(Peer.class);
    try {
      for (Peer peer : settings.peers()) {
        if (peer.available(scenario)) {
          running.put(peer, start(peer));
        }
      }
      for (int round = 0; round < settings.rounds(); round++) {
        for (Running one : running.values()) {
          round(one);
        }
      }
    } finally {
      running.values().forEach(one -> one.process().close());
    }
    return costs;
  }

  private Running start(Peer peer) throws IOException, InterruptedException {
    int port = ProxyProcess.freePort();
    ProxyProcess process = setting.start(peer, scenario, port);
    Cost cost = new Cost();
    costs.put(peer, cost);
    Running one = new Running(peer, process, port, cost);
    try {
      process.firstAnswer(port);
      warmUp(one);
    } catch (IOException | RuntimeException e) {
      process.close();
      throw e;
    }
    return one;
  }

  /** A compiler at run time needs its time on a processor, which on a busy machine takes longer. */
  private void warmUp(Running one) throws IOException, InterruptedException {
    boolean compiles = one.peer() == Peer.GATEHOUSE;
    long enough = TimeUnit.SECONDS.toNanos(compiles ? settings.warmUp() : 1);
    for (int tries = 0; tries < ENOUGH_TRIES && one.process().cpuNanos() < enough; tries++) {
      int seconds = compiles ? settings.seconds() : 1;
      Wrk.run(scenario, one.port(), seconds, setting.loadProcessor());
    }
  }

  private void round(Running one) throws IOException, InterruptedException {
    long lines = setting.sink().lines();
    long before = one.process().cpuNanos();
    Wrk.Result full = Wrk.run(scenario, one.port(), settings.seconds(), setting.loadProcessor());
    one.cost().micros().add((one.process().cpuNanos() - before) / 1e3 / full.requests());
    one.cost().rate().add(full.requests() / full.seconds());
    if (scenario == Scenario.LOG) {
      one.cost().lines().add((double) (setting.sink().lines() - lines) / full.requests());
    }
    if (scenario.rate() > 0) {
      before = one.process().cpuNanos();
      SteadyLoad.Result steady = SteadyLoad.run(scenario, one.port(), settings.seconds());
      one.cost().steadyMicros().add((one.process().cpuNanos() - before) / 1e3 / steady.answers());
      one.cost().median().add(steady.median());
      one.cost().late().add(steady.late());
    }
    System.err.printf(
        "%-6s %-10s %8.2f µs  %9.0f /s%n",
        scenario.label(), one.peer().label(), one.cost().micros().last(), one.cost().rate().last());
  }
}
