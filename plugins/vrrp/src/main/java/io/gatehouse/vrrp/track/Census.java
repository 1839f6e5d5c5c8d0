package io.gatehouse.vrrp.track;

import io.gatehouse.api.vip.Tracked.TrackProcess;
import io.gatehouse.vrrp.port.Watched.Verdict;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/**
 * The processes that match, and whether they are enough and not too many. A quorum that is lost by
 * an end, or gained by a fork, may have to last for a while before it counts. One thread.
 */
final class Census {
  private static final long NEVER = Long.MAX_VALUE;

  private final TrackProcess wanted;
  private final IntPredicate matches;
  private final LongSupplier clock;
  private final Set<Integer> processes = new HashSet<>();
  private boolean verdict;
  private long due = NEVER;

  /**
   * @param matches whether a process that runs is one
   * @param clock nanoseconds
   */
  Census(TrackProcess wanted, IntPredicate matches, LongSupplier clock) {
    this.wanted = wanted;
    this.matches = matches;
    this.clock = clock;
  }

  Verdict verdict() {
    return verdict ? Verdict.WELL : Verdict.FAILED;
  }

  int size() {
    return processes.size();
  }

  /** Nanoseconds until {@link #tick} has something to do. */
  long patience(long longest) {
    return due == NEVER ? longest : Math.clamp(due - clock.getAsLong(), 0, longest);
  }

  /** Begins with these processes, without delay. */
  void begin(Iterable<Integer> running) {
    processes.clear();
    for (int process : running) {
      if (matches.test(process)) {
        processes.add(process);
      }
    }
    settle();
  }

  /** Looks at every process again, because changes may have been missed. */
  void replace(Iterable<Integer> running) {
    int before = processes.size();
    processes.clear();
    for (int process : running) {
      if (matches.test(process)) {
        processes.add(process);
      }
    }
    if (processes.size() > before) {
      count(wanted.delayToUp().toNanos());
    } else if (processes.size() < before) {
      count(wanted.delayToDown().toNanos());
    }
  }

  void forked(int parent, int child) {
    if (processes.contains(parent) && processes.add(child)) {
      count(wanted.delayToUp().toNanos());
    }
  }

  /** It may have become one, or be one no longer. */
  void changed(int process) {
    boolean changed = matches.test(process) ? processes.add(process) : processes.remove(process);
    if (changed) {
      count(0);
    }
  }

  void ended(int process) {
    if (processes.remove(process)) {
      count(wanted.delayToDown().toNanos());
    }
  }

  /** Lets what has lasted long enough count. */
  void tick() {
    if (due != NEVER && due - clock.getAsLong() <= 0) {
      settle();
    }
  }

  /** A change within the delay that restores the quorum, or breaks it, ends the delay. */
  private void count(long delay) {
    boolean now = isQuorum();
    if (now == verdict || delay == 0) {
      settle();
    } else if (due == NEVER) {
      due = clock.getAsLong() + delay;
    }
  }

  private void settle() {
    verdict = isQuorum();
    due = NEVER;
  }

  private boolean isQuorum() {
    return processes.size() >= wanted.quorum() && processes.size() <= wanted.quorumMax();
  }
}
