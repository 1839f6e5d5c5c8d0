package io.gatehouse.vrrp.track;

import io.gatehouse.vrrp.port.Watched.Verdict;

/** What is known of one watched object. Written by its own thread, read by any. */
final class Standing {
  private final Runnable changed;
  private volatile Verdict verdict;
  private volatile int value;

  Standing(Verdict first, Runnable changed) {
    verdict = first;
    this.changed = changed;
  }

  Verdict verdict() {
    return verdict;
  }

  int value() {
    return value;
  }

  void verdict(Verdict now) {
    if (now != verdict) {
      verdict = now;
      changed.run();
    }
  }

  void value(int now) {
    if (now != value) {
      value = now;
      changed.run();
    }
  }
}
