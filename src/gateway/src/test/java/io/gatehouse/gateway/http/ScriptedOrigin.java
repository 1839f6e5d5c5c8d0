package io.gatehouse.gateway.http;

import io.gatehouse.gateway.http.Scenario.Step;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Follows a scenario's steps. A turn is an answer with the steps behind it; whichever connection
 * brings the next request gets the next turn, and the last one is repeated.
 */
final class ScriptedOrigin {
  private static final long MILLI = 1_000_000L;

  private final List<List<Step>> turns = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  private ScriptedOrigin(List<Step> steps) {
    for (Step step : steps) {
      boolean begins = step.word().equals("answer") || step.word().equals("early");
      if (begins || turns.isEmpty()) {
        turns.add(new ArrayList<>());
      }
      turns.get(turns.size() - 1).add(step);
    }
  }

  static RawOrigin start(List<Step> steps) throws IOException {
    return RawOrigin.start(new ScriptedOrigin(steps)::serve);
  }

  private void serve(RawConnection connection) throws IOException {
    while (true) {
      String head = connection.readHead();
      List<Step> turn = turns.get(Math.min(next.getAndIncrement(), turns.size() - 1));
      for (Step step : turn) {
        if (!step(connection, step, head)) {
          return;
        }
      }
    }
  }

  private static boolean step(RawConnection connection, Step step, String head) throws IOException {
    switch (step.word()) {
      case "answer" -> {
        connection.readBody(head);
        connection.send(step.text());
      }
      case "early", "more" -> connection.send(step.text());
      case "pause" -> LockSupport.parkNanos(Integer.parseInt(step.text()) * MILLI);
      case "take" -> connection.readExactly(Integer.parseInt(step.text()));
      case "half" -> connection.endOutput();
      case "reset" -> {
        connection.socket().setSoLinger(true, 0);
        return false;
      }
      case "silent" -> {
        connection.readToEnd();
        return false;
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
