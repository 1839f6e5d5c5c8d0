package io.gatehouse.balancers.place;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler behind HAProxy's roundrobin, played on the control thread. In each turn of as many
 * choices as the weights sum up to, a server wants its next place one average distance after its
 * last; it is taken when that place has come, gaps are filled with servers not used in this turn,
 * heaviest first, and one whose next place lies beyond the turn waits for the next turn.
 */
final class SmoothScheduler {
  private static final int HEAVIEST = 4096;
  private static final int SCALE = 16;

  private final int total;
  private final PriorityQueue<Entry> current = new PriorityQueue<>(Entry.ORDER);
  private PriorityQueue<Entry> unused = new PriorityQueue<>(Entry.ORDER);
  private PriorityQueue<Entry> later = new PriorityQueue<>(Entry.ORDER);
  private long queued;

  SmoothScheduler(int[] weights) {
    total = Weights.sum(weights);
    for (int i = 0; i < weights.length; i++) {
      Entry entry = new Entry((char) i, weights[i]);
      put(unused, entry, HEAVIEST - entry.weight);
    }
  }

  /** One server; among equal keys the one queued first goes first. */
  private static final class Entry {
    static final Comparator<Entry> ORDER =
        Comparator.<Entry>comparingLong(e -> e.key).thenComparingLong(e -> e.since);

    final char server;
    final int weight;
    long key;
    long since;
    int place;
    int rest;

    Entry(char server, int weight) {
      this.server = server;
      this.weight = weight;
    }
  }

  /** The servers that no turn has used yet, in their order: the whole state between turns. */
  int[] waiting() {
    return unused.stream().sorted(Entry.ORDER).mapToInt(entry -> entry.server).toArray();
  }

  /** Plays one turn into {@code order} from {@code from} on; its end, or -1 for lack of room. */
  int playTurn(char[] order, int from) {
    int at = from;
    int position = total;
    for (Entry entry = take(position); entry != null; entry = take(position)) {
      if (at == order.length) {
        return -1;
      }
      order[at++] = entry.server;
      advance(entry, position++);
      if (entry.place >= 2 * total) {
        entry.place -= total;
        put(later, entry, HEAVIEST - entry.weight);
      } else {
        long tie = ((long) HEAVIEST + entry.rest - entry.weight) / SCALE;
        put(current, entry, (long) entry.place * (HEAVIEST / SCALE) + tie);
      }
    }
    PriorityQueue<Entry> swap = unused;
    unused = later;
    later = swap;
    return at;
  }

  private @Nullable Entry take(int position) {
    Entry next = current.peek();
    if (next != null && next.place <= position) {
      return current.poll();
    }
    Entry fresh = unused.poll();
    if (fresh != null) {
      fresh.place = 0;
      fresh.rest = 0;
      return fresh;
    }
    return current.poll();
  }

  private void advance(Entry entry, int position) {
    if (entry.place == 0) {
      entry.place = position;
    }
    entry.place += total / entry.weight;
    entry.rest += total % entry.weight;
    if (entry.rest >= entry.weight) {
      entry.rest -= entry.weight;
      entry.place++;
    }
  }

  private void put(PriorityQueue<Entry> queue, Entry entry, long key) {
    entry.key = key;
    entry.since = queued++;
    queue.add(entry);
  }
}
