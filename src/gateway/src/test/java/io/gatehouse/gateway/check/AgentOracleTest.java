package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents say all they can say, to both programs. */
@Timeout(60)
class AgentOracleTest {
  private static final String LAST = "down # the end";

  /** Starts one of the two programs. */
  private interface Start {
    Subject with(String configuration) throws IOException;
  }

  @BeforeEach
  void needsTheRealOne() {
    assumeTrue(RealHaproxy.installed(), "needs Debian's haproxy");
  }

  /** Says one line on each connection, and the last one for ever. */
  private static RawOrigin agent(List<String> lines) throws IOException {
    AtomicInteger next = new AtomicInteger();
    return RawOrigin.start(
        caller -> {
          caller.send(lines.get(Math.min(next.getAndIncrement(), lines.size() - 1)) + "\n");
          caller.readToEnd();
        });
  }

  private static String configuration(int log, String option, String server) throws IOException {
    return """
    global
      max-spread-checks 100
      log 127.0.0.1:%d len 4000 format raw local0
    defaults
      log global
      %s
      timeout connect 2s
      timeout client 2s
      timeout server 2s
    frontend f
      bind 127.0.0.1:%d
      default_backend b
    backend b
      server o 127.0.0.1:1
      %s
    """
        .formatted(log, option, RealHaproxy.freePort(), server);
  }

  private static List<String> told(Start start, String option, String server, List<String> lines)
      throws Exception {
    List<String> all = new ArrayList<>(lines);
    all.add(LAST);
    try (RawOrigin agent = agent(all);
        Sink sink = new Sink()) {
      String text =
          configuration(sink.port(), option, server.replace("PORT", String.valueOf(agent.port())));
      try (Subject subject = start.with(text)) {
        sink.await("(the end)");
        List<String> told = new ArrayList<>(sink.heard());
        told.add("weight " + subject.weight("b/s"));
        return told;
      }
    }
  }

  private static void same(String option, String server, String... lines) throws Exception {
    List<String> theirs = told(Subject.Theirs::start, option, server, List.of(lines));
    assertThat(told(Subject.Ours::start, option, server, List.of(lines)))
        .containsExactlyElementsOf(theirs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "option log-health-checks"})
  void healthIsTakenFromAnAgent(String option) throws Exception {
    same(
        option,
        "server s 127.0.0.1:1 agent-check agent-port PORT agent-inter 100ms",
        "up",
        "down # broken \t disk",
        "up # all is well",
        "fail",
        "UP",
        "stopped, # by hand",
        "up");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "option log-health-checks"})
  void theOperatorsStateIsTakenFromAnAgent(String option) throws Exception {
    same(
        option,
        "server s 127.0.0.1:1 agent-check agent-port PORT agent-inter 100ms",
        "drain",
        "ready",
        "maint",
        "ready up",
        "drain,down # both",
        "up ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"50%", "200%", "0%", "75% 25%"})
  void weightsAreTakenFromAnAgent(String word) throws Exception {
    same(
        "option log-health-checks",
        "server s 127.0.0.1:1 weight 40 agent-check agent-port PORT agent-inter 100ms",
        word);
  }

  /** The installed HAProxy does not know this word yet. */
  @ParameterizedTest
  @CsvSource({"weight:7,7", "weight:150%,60", "weight:0,0", "up weight:900,40", "weight:x,40"})
  void weightsMayHaveAPrefix(String word, int weight) throws Exception {
    List<String> told =
        told(
            Subject.Ours::start,
            "option log-health-checks",
            "server s 127.0.0.1:1 weight 40 agent-check agent-port PORT agent-inter 100ms",
            List.of(word));
    assertThat(told).endsWith("weight " + weight);
  }

  @Test
  void wordsThatMakeNoSenseAreTold() throws Exception {
    same(
        "option log-health-checks",
        "server s 127.0.0.1:1 agent-check agent-port PORT agent-inter 100ms",
        "hello",
        "up hello",
        "down hello",
        "up maxconn:x",
        "up maxconn:5x");
  }

  @Test
  void anAgentIsToldWhatItExpects() throws Exception {
    List<String> asked = new ArrayList<>();
    for (Start start : List.<Start>of(Subject.Theirs::start, Subject.Ours::start)) {
      try (RawOrigin agent =
              RawOrigin.start(
                  caller -> {
                    caller.send(caller.readLine().contains("backend b") ? LAST + "\n" : "up\n");
                    caller.readToEnd();
                  });
          Sink sink = new Sink()) {
        String server =
            "server s 127.0.0.1:1 agent-check agent-addr 127.0.0.1 agent-port %d agent-inter 100ms"
                    .formatted(agent.port())
                + " agent-send \"backend b\\n\"";
        try (Subject subject = start.with(configuration(sink.port(), "", server))) {
          sink.await("(the end)");
          assertThat(subject.weight("b/s")).isEqualTo(1);
        }
        asked.add(agent.received().lines().findFirst().orElse(""));
      }
    }
    assertThat(asked).containsExactly("backend b", "backend b");
  }

  @Test
  void anAgentThatCannotBeHeardChangesNothing() throws Exception {
    List<List<String>> told = new ArrayList<>();
    for (Start start : List.<Start>of(Subject.Theirs::start, Subject.Ours::start)) {
      try (RawOrigin silent = RawOrigin.start(caller -> caller.send(""));
          Sink sink = new Sink()) {
        String server =
            """
            server s 127.0.0.1:1 agent-check agent-port 1 agent-inter 1h
              server t 127.0.0.1:1 agent-check agent-port %d agent-inter 1h
            """
                .formatted(silent.port());
        String text = configuration(sink.port(), "option log-health-checks", server);
        try (Subject subject = start.with(text)) {
          sink.await("check for server b/s", "check for server b/t");
          subject.command("disable server b/o");
          sink.await("b/o is going DOWN");
        }
        told.add(sink.heard().stream().sorted().toList());
      }
    }
    assertThat(told.get(1)).isEqualTo(told.get(0));
  }
}
