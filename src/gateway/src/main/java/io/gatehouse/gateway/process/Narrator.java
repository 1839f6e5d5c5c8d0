package io.gatehouse.gateway.process;

/** What the process says of itself while it starts, runs and ends, in the words of its caller. */
public interface Narrator {
  /** All is well; worth knowing. */
  void notice(String words);

  void warning(String words);

  /** The process cannot go on. */
  void alert(String words);
}
