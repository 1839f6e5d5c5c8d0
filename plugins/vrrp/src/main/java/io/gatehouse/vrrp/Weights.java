package io.gatehouse.vrrp;

import io.gatehouse.api.vip.Tracked;
import io.gatehouse.api.vip.Tracking;
import io.gatehouse.api.vip.Tracking.Watch;
import io.gatehouse.vrrp.port.Watched;
import io.gatehouse.vrrp.port.Watched.Verdict;
import java.util.Map;

/** What all that is watched comes to: a sum of weights, and the first fault. */
final class Weights {
  /** Keepalived's bounds of what a file may add. */
  private static final long MOST = 253;

  private static final long FAULT = -254;

  private final Links links;
  private final Map<String, Tracked> tracked;
  private final Watched watched;
  private int sum;
  private String fault = "";
  private String waiting = "";

  Weights(Links links, Map<String, Tracked> tracked, Watched watched) {
    this.links = links;
    this.tracked = tracked;
    this.watched = watched;
  }

  int sum() {
    return sum;
  }

  /** Empty when there is none; what has no result yet is one too. */
  String fault() {
    return fault.isEmpty() ? waiting : fault;
  }

  /** What gives an owner reason to let go: not that a script of a new configuration still runs. */
  String faultOfOwner() {
    return fault;
  }

  void add(Tracking tracking) {
    for (Watch watch : tracking.interfaces()) {
      boolean up = links.isUp(watch.name());
      String words = "interface " + watch.name() + (up ? " is up" : " is down");
      add(watch.weight().orElse(0), watch.reverse(), up, words);
    }
    for (Watch watch : tracking.objects()) {
      Tracked object = tracked.get(watch.name());
      if (object != null) {
        add(watch, object);
      }
    }
  }

  private void add(Watch watch, Tracked object) {
    int weight = watch.weight().orElse(object.weight());
    boolean reverse = watch.reverse() || watch.weight().isEmpty() && object.reverse();
    if (object instanceof Tracked.TrackFile) {
      addFile(object.name(), weight, reverse);
      return;
    }
    String kind = object instanceof Tracked.TrackScript ? "script " : "process ";
    Verdict verdict = watched.verdict(object.name());
    if (verdict == Verdict.PENDING) {
      if (weight == 0) {
        waiting = "waits for the first result of " + kind + object.name();
      }
      return;
    }
    boolean well = verdict == Verdict.WELL;
    String words = kind + object.name() + (well ? " succeeds" : " failed");
    add(weight, reverse, well, words);
  }

  private void add(int weight, boolean reverse, boolean well, String words) {
    if (weight == 0) {
      if (well == reverse) {
        fail(words);
      }
    } else if (weight > 0 == well) {
      sum += reverse ? -weight : weight;
    }
  }

  private void addFile(String name, int weight, boolean reverse) {
    int value = watched.value(name);
    if (weight == 0) {
      if ((value != 0) != reverse) {
        fail("file " + name + " says " + value);
      }
      return;
    }
    long product = (long) value * (reverse ? -weight : weight);
    if (product <= FAULT) {
      fail("file " + name + " says " + value);
    } else {
      sum += (int) Math.min(MOST, product);
    }
  }

  void fail(String reason) {
    if (fault.isEmpty()) {
      fault = reason;
    }
  }
}
