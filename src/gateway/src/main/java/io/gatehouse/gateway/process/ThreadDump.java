package io.gatehouse.gateway.process;

import java.io.PrintStream;
import java.util.Map;

/** What the threads are doing, for whoever wonders why nothing happens (SIGQUIT). Any thread. */
final class ThreadDump {
  private ThreadDump() {}

  static void to(PrintStream out) {
    StringBuilder text = new StringBuilder("Threads:\n");
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      Thread thread = entry.getKey();
      text.append('"').append(thread.getName()).append("\" ").append(thread.getState());
      for (StackTraceElement frame : entry.getValue()) {
        text.append("\n    at ").append(frame);
      }
      text.append('\n');
    }
    out.print(text);
    out.flush();
  }
}
