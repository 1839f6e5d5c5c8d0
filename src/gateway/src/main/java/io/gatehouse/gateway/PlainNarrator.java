package io.gatehouse.gateway;

import io.gatehouse.gateway.process.Narrator;
import java.io.PrintStream;

/** The words of {@code gatehouse run}. */
record PlainNarrator(PrintStream out) implements Narrator {
  @Override
  public void notice(String words) {
    out.println("gatehouse: " + words);
  }

  @Override
  public void warning(String words) {
    out.println("gatehouse: warning: " + words);
  }

  @Override
  public void alert(String words) {
    out.println("gatehouse: error: " + words);
  }
}
