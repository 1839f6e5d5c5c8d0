package io.gatehouse.gateway.http;

import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Plays all scenarios of a file at the same time through both proxies and compares. */
final class ScenarioOracle {
  private static final String DEFAULTS =
      """
      defaults
        mode http
        timeout client 8s
        timeout server 8s
        timeout connect 8s
      """;

  /** So many at a time that a busy machine still keeps their times apart. */
  private static final int WAVE = 24;

  private static final int ATTEMPTS = 4;
  private static final int PATIENCE_STEPS = 20;

  private ScenarioOracle() {}

  /**
   * What differs, ready to be read; empty when all is the same. On a busy machine a conversation
   * can miss its times: only what differs again and again is a difference.
   */
  static List<String> differences(String resource) throws IOException, InterruptedException {
    Map<Scenario, String> differences = attempt(Scenario.read(resource));
    for (int again = 1; again < ATTEMPTS && !differences.isEmpty(); again++) {
      differences = attempt(List.copyOf(differences.keySet()));
    }
    return List.copyOf(differences.values());
  }

  private static Map<Scenario, String> attempt(List<Scenario> scenarios)
      throws IOException, InterruptedException {
    List<Conversation> theirs = new ArrayList<>();
    List<Conversation> ours = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      theirs.add(conversation(scenario));
      ours.add(conversation(scenario));
    }
    try (BothProxies both = BothProxies.start(configuration(theirs), configuration(ours))) {
      Map<Scenario, String> differences = new LinkedHashMap<>();
      for (int from = 0; from < ours.size(); from += WAVE) {
        int to = Math.min(from + WAVE, ours.size());
        theirs.subList(from, to).forEach(Conversation::start);
        ours.subList(from, to).forEach(Conversation::start);
        for (int i = from; i < to; i++) {
          compare(theirs.get(i), ours.get(i), both, differences);
        }
      }
      return differences;
    } finally {
      theirs.forEach(Conversation::close);
      ours.forEach(Conversation::close);
    }
  }

  private static Conversation conversation(Scenario scenario) throws IOException {
    return new Conversation(scenario, RealHaproxy.freePort(), RealHaproxy.freePort());
  }

  private static String configuration(List<Conversation> conversations) {
    StringBuilder text = new StringBuilder(DEFAULTS);
    conversations.forEach(conversation -> text.append(conversation.section()));
    return text.toString();
  }

  private static void compare(
      Conversation theirs, Conversation ours, BothProxies both, Map<Scenario, String> differences)
      throws IOException, InterruptedException {
    Scenario scenario = ours.scenario();
    String wanted = theirs.transcript();
    String got = ours.transcript();
    String proxy = scenario.proxy();
    int ends = both.theirEndings(proxy).size();
    for (int i = 0; i < PATIENCE_STEPS && both.ourEndings(proxy).size() < ends; i++) {
      // The last line of a log may still be on its way.
      LockSupport.parkNanos(10_000_000);
    }
    wanted += endings(scenario.endings().isEmpty() ? both.theirEndings(proxy) : scenario.endings());
    got += endings(both.ourEndings(proxy));
    String expected = scenario.ours().isEmpty() ? wanted : String.join("\n", scenario.ours());
    if (!got.strip().equals(expected.strip())) {
      differences.put(
          scenario, "= " + scenario.name() + "\n-- haproxy\n" + expected + "\n-- ours\n" + got);
    }
  }

  private static String endings(List<String> endings) {
    return String.join("\n", endings.stream().map(line -> "ending " + line).sorted().toList())
        + "\n";
  }
}
