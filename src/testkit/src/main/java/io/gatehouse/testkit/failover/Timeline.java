package io.gatehouse.testkit.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the recorder saw, in order, and what follows from it. Safe for any thread. */
public final class Timeline {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long ONE_PROBE = TimeUnit.MILLISECONDS.toNanos(50);

  private final List<Sighting> sightings = new ArrayList<>();
  private @Nullable RuntimeException failure;

  synchronized void add(Sighting sighting) {
    sightings.add(sighting);
  }

  synchronized void spoil(RuntimeException cause) {
    failure = cause;
  }

  /** All so far, or those of one kind; fails when the recorder had to stop. */
  public synchronized <S extends Sighting> List<S> all(Class<S> kind) {
    if (failure != null) {
      throw new IllegalStateException("the recorder stopped", failure);
    }
    return sightings.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private <S extends Sighting> List<S> within(Class<S> kind, long from, long to) {
    return all(kind).stream().filter(s -> s.at() >= from && s.at() < to).toList();
  }

  /** The nodes that have the address now. */
  public Set<String> owners() {
    Set<String> owners = new TreeSet<>();
    for (Sighting.Ownership event : all(Sighting.Ownership.class)) {
      change(owners, event);
    }
    return owners;
  }

  private static void change(Set<String> owners, Sighting.Ownership event) {
    if (event.owns()) {
      owners.add(event.node());
    } else {
      owners.remove(event.node());
    }
  }

  /** How long, in nanoseconds, more than one node had the address between two moments. */
  public long twoOwners(long from, long to) {
    return shared(from, to, 2, Integer.MAX_VALUE);
  }

  /** How long no node had it. */
  public long noOwner(long from, long to) {
    return shared(from, to, 0, 0);
  }

  private long shared(long from, long to, int fewest, int most) {
    Set<String> owners = new TreeSet<>();
    long sum = 0;
    long since = from;
    for (Sighting.Ownership event : all(Sighting.Ownership.class)) {
      long at = Math.clamp(event.at(), from, to);
      if (owners.size() >= fewest && owners.size() <= most) {
        sum += Math.max(0, at - since);
      }
      since = at;
      change(owners, event);
    }
    return owners.size() >= fewest && owners.size() <= most ? sum + Math.max(0, to - since) : sum;
  }

  /** How often an owner came or went between two moments. */
  public int changes(long from, long to) {
    Set<String> owners = new TreeSet<>();
    int changes = 0;
    for (Sighting.Ownership event : all(Sighting.Ownership.class)) {
      int before = owners.size();
      change(owners, event);
      if (owners.size() != before && event.at() >= from && event.at() < to) {
        changes++;
      }
    }
    return changes;
  }

  /** The most gratuitous ARPs that came within one second. */
  public int announcementsPerSecond(long from, long to) {
    List<Sighting.Announcement> seen = within(Sighting.Announcement.class, from, to);
    int most = 0;
    int first = 0;
    for (int last = 0; last < seen.size(); last++) {
      while (seen.get(last).at() - seen.get(first).at() >= SECOND) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  /** How many ARP probes two machines answered. */
  public int answeredByBoth(long from, long to) {
    List<Sighting.ProbeAnswer> answers = within(Sighting.ProbeAnswer.class, from, to);
    int both = 0;
    for (int i = 1; i < answers.size(); i++) {
      Sighting.ProbeAnswer one = answers.get(i - 1);
      Sighting.ProbeAnswer other = answers.get(i);
      if (other.at() - one.at() < ONE_PROBE && !other.mac().equals(one.mac())) {
        both++;
      }
    }
    return both;
  }
}
