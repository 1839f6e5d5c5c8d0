package io.gatehouse.gateway;

import io.gatehouse.gateway.process.Narrator;
import java.io.PrintStream;

/**
 * HAProxy's messages: severity, process, words.
 *
 * @param quiet {@code -q}: alerts only
 */
record HaproxyNarrator(PrintStream out, long pid, boolean quiet) implements Narrator {
  @Override
  public void notice(String words) {
    say(!quiet, "[NOTICE]  ", words);
  }

  @Override
  public void warning(String words) {
    say(!quiet, "[WARNING] ", words);
  }

  @Override
  public void alert(String words) {
    say(true, "[ALERT]   ", words);
  }

  private void say(boolean wanted, String severity, String words) {
    if (wanted) {
      out.println(severity + " (" + pid + ") : " + words);
    }
  }
}
