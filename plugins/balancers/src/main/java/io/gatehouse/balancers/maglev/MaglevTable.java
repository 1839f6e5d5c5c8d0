package io.gatehouse.balancers.maglev;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.api.balance.Candidate;
import io.gatehouse.api.balance.HashKeys;
import io.gatehouse.api.balance.Selector;
import io.gatehouse.balancers.place.Openings;
import java.util.Arrays;
import java.util.List;

/**
 * Each server walks through the table in an order of its own, made from its name, and takes free
 * places in turn with the others, as often as its weight says. Immutable.
 */
final class MaglevTable {
  /** A prime, and a hundred times more than the servers a backend usually has. */
  static final int SIZE = 65_537;

  private static final char FREE = Character.MAX_VALUE;

  private final char[] owners = new char[SIZE];
  private final int servers;

  MaglevTable(List<Candidate> candidates) {
    servers = candidates.size();
    Arrays.fill(owners, FREE);
    int[] next = new int[servers];
    int[] skip = new int[servers];
    long[] credit = new long[servers];
    long heaviest = 0;
    for (int i = 0; i < servers; i++) {
      byte[] name = candidates.get(i).name().getBytes(UTF_8);
      next[i] = Integer.remainderUnsigned(seeded(name, 0x5bd1e995), SIZE);
      skip[i] = Integer.remainderUnsigned(seeded(name, 0x2545f491), SIZE - 1) + 1;
      heaviest = Math.max(heaviest, candidates.get(i).weight());
    }
    int filled = 0;
    for (int i = 0; filled < SIZE; i = i + 1 == servers ? 0 : i + 1) {
      credit[i] += candidates.get(i).weight();
      if (credit[i] >= heaviest) {
        credit[i] -= heaviest;
        next[i] = claim(i, next[i], skip[i]);
        filled++;
      }
    }
  }

  private int claim(int server, int from, int skip) {
    int place = from;
    while (owners[place] != FREE) {
      place = step(place, skip);
    }
    owners[place] = (char) server;
    return step(place, skip);
  }

  private static int step(int place, int skip) {
    int next = place + skip;
    return next >= SIZE ? next - SIZE : next;
  }

  /** FNV-1a with a seed, mixed, so that names that differ in one digit share nothing. */
  private static int seeded(byte[] name, int seed) {
    int hash = 0x811c9dc5 ^ seed;
    for (byte octet : name) {
      hash = (hash ^ octet) * 0x01000193;
    }
    return HashKeys.mix(hash);
  }

  int owner(int place) {
    return owners[place];
  }

  /** The server of a hash; one the exchange failed on gives way to the next behind it. */
  int at(int hash, Selector.Filter filter) {
    int place = Integer.remainderUnsigned(HashKeys.mix(hash), SIZE);
    for (int step = 0; step < SIZE && filter.avoided(owners[place]); step++) {
      place = step(place, 1);
    }
    return owners[place];
  }

  int nextOpen(int turn, Selector.Filter filter) {
    int server = owners[Integer.remainderUnsigned(turn, SIZE)];
    return filter.open(server) ? server : Openings.first(server, servers, filter);
  }
}
