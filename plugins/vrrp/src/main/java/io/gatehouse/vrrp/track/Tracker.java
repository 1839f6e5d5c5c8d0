package io.gatehouse.vrrp.track;

/** Watches something on a thread of its own, from its start to its end. */
interface Tracker {

  /** Watches until {@link #stop}; called once. */
  void run() throws InterruptedException;

  /** Makes {@link #run} return soon and ends what it started. Any thread. */
  void stop();
}
