package io.gatehouse.dataplane.peers;

import io.gatehouse.dataplane.peers.RemotePeer.Status;
import io.gatehouse.model.Peers;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@code peers} section at work: who is connected, who teaches whom, and when the next attempt is
 * made. Confined to the feeding thread.
 */
final class PeerGroup {
  static final long SILENCE_MILLIS = 5_000;
  static final long HEARTBEAT_MILLIS = 3_000;

  private static final Logger LOG = LoggerFactory.getLogger(PeerGroup.class);
  private static final int SHORTEST_PAUSE = 50;
  private static final int PAUSES = 2_000;

  private final Peers section;
  private final Means means;
  private final List<RemotePeer> peers = new ArrayList<>();
  private final List<SharedTable> tables = new ArrayList<>();
  private final Resync resync;
  private final long since;
  private int lastTable;
  private int ticks;

  /** What groups need of the process. */
  interface Means {
    /** Milliseconds of a clock that only goes on; never 0. */
    long millis();

    /** Seconds since the epoch. */
    long wallClock();

    long random();

    /** Rows wait to be taken. Any thread. */
    void wake();

    /** Begins to connect; tells the link what became of it. */
    void connect(PeerLink link, SocketAddress address);

    /** Where this node listens for others; null where it does not. */
    @Nullable SocketAddress here();
  }

  PeerGroup(Peers section, List<RemotePeer> others, Means means) {
    this.section = section;
    this.means = means;
    this.resync = new Resync(means.millis());
    this.since = means.wallClock();
    peers.addAll(others);
    peers.add(new RemotePeer(section.localName(), true, means.here()));
  }

  String name() {
    return section.name();
  }

  String localName() {
    return section.localName();
  }

  Peers section() {
    return section;
  }

  long now() {
    return means.millis();
  }

  long since() {
    return since;
  }

  int ticks() {
    return ticks;
  }

  Resync resync() {
    return resync;
  }

  List<RemotePeer> peers() {
    return peers;
  }

  /** In the order of the file. */
  List<SharedTable> tables() {
    return tables;
  }

  @Nullable RemotePeer peer(String name) {
    for (RemotePeer peer : peers) {
      if (peer.name.equals(name)) {
        return peer;
      }
    }
    return null;
  }

  /** Takes the tables of a configuration; if some are new the others are asked again. */
  void tables(List<SharedTable> wanted) {
    List<SharedTable> before = List.copyOf(tables);
    tables.clear();
    for (SharedTable table : wanted) {
      tables.add(known(before, table));
    }
    for (RemotePeer peer : peers) {
      adapt(peer);
    }
    if (!before.isEmpty() && !before.containsAll(tables)) {
      peers.forEach(peer -> peer.outOfDate = false);
      resync.restart(now());
    }
  }

  /** A table that stays keeps its number. */
  private SharedTable known(List<SharedTable> before, SharedTable wanted) {
    for (SharedTable table : before) {
      if (table.table().equals(wanted.table())) {
        return table.with(wanted.also());
      }
    }
    lastTable++;
    wanted.updates().listener(means::wake);
    return wanted.numbered(lastTable);
  }

  private void adapt(RemotePeer peer) {
    List<Feed> feeds = new ArrayList<>();
    for (SharedTable table : tables) {
      Feed known = null;
      for (Feed feed : peer.feeds) {
        known = feed.shared().table().equals(table.table()) ? feed : known;
      }
      Feed feed = known == null ? new Feed(table) : known;
      feed.shared(table);
      feeds.add(feed);
    }
    for (Feed feed : peer.feeds) {
      if (!feeds.contains(feed)) {
        feed.close();
        peer.sending = feed.equals(peer.sending) ? null : peer.sending;
        peer.receiving = feed.equals(peer.receiving) ? null : peer.receiving;
      }
    }
    peer.feeds.clear();
    peer.feeds.addAll(feeds);
    int current = peer.current;
    List.copyOf(peer.announced.keySet()).forEach(peer::switchTo);
    peer.switchTo(current);
  }

  /** Gives numbers to what was changed, and tells the others. */
  boolean take() {
    boolean any = false;
    for (SharedTable table : tables) {
      any |= table.updates().take();
    }
    if (any) {
      for (RemotePeer peer : peers) {
        pump(peer);
      }
    }
    return any;
  }

  private static void pump(RemotePeer peer) {
    PeerLink link = peer.link;
    if (link != null) {
      link.pump();
    }
  }

  /** A connection of this peer begins to carry messages. */
  void established(RemotePeer peer) {
    peer.connected();
    peer.status = Status.ESTABLISHED;
    peer.lastHandshake = now();
    peer.alive = true;
    peer.reconnect = now() + SILENCE_MILLIS;
    peer.heartbeat = now() + HEARTBEAT_MILLIS;
    if (!peer.local && resync.wanted()) {
      assign(peer);
    }
  }

  private void assign(RemotePeer peer) {
    peer.learning = true;
    resync.assign();
  }

  /**
   * Of two nodes that greet each other at the same moment the one whose name comes first is heard.
   * HAProxy lets both connections go then, and tries again seconds later.
   */
  boolean precedes(RemotePeer peer) {
    return section.localName().compareTo(peer.name) < 0;
  }

  /** Somebody connects to whom a connection is there: that one goes. */
  void collide(RemotePeer peer) {
    if (peer.link != null) {
      peer.tally.collisions++;
      close(peer);
    }
  }

  /** Not at once, or both sides would close the other's connection again and again. */
  private void close(RemotePeer peer) {
    PeerLink link = peer.link;
    if (link != null) {
      link.end();
    }
    pause(peer);
  }

  private void pause(RemotePeer peer) {
    peer.reconnect = now() + SHORTEST_PAUSE + Math.floorMod(means.random(), PAUSES);
  }

  /** The connection is gone. One that worked is made again soon. */
  void lost(RemotePeer peer) {
    LOG.debug("peers {}: connection to {} ended", name(), peer.name);
    if (peer.status == Status.ESTABLISHED) {
      pause(peer);
    }
    peer.link = null;
    peer.alive = false;
    peer.heartbeat = 0;
    peer.teaching = false;
    peer.teachingDone = false;
    peer.sending = null;
    peer.receiving = null;
    if (peer.learning) {
      peer.learning = false;
      resync.aborted(now());
    }
  }

  /** Looks at the time, several times a second. */
  void tick() {
    ticks++;
    for (RemotePeer peer : peers) {
      if (peer.established()) {
        look(peer);
      } else if (!peer.local && now() >= peer.reconnect) {
        connect(peer);
      }
    }
    resync.tick(now());
  }

  private void connect(RemotePeer peer) {
    close(peer);
    peer.tally.connections++;
    peer.reconnect = now() + SILENCE_MILLIS;
    peer.status = Status.CONNECTING;
    peer.lastHandshake = now();
    PeerLink link = new PeerLink(this, peer);
    peer.link = link;
    if (peer.address != null) {
      means.connect(link, peer.address);
    }
  }

  private void look(RemotePeer peer) {
    if (!peer.local && resync.wanted() && !peer.outOfDate) {
      assign(peer);
    }
    if (now() >= peer.reconnect) {
      if (peer.alive) {
        peer.alive = false;
        peer.reconnect = now() + SILENCE_MILLIS;
      } else {
        peer.tally.silences++;
        close(peer);
        return;
      }
    }
    PeerLink link = peer.link;
    if (link != null && now() >= peer.heartbeat) {
      peer.heartbeat = now() + HEARTBEAT_MILLIS;
      peer.tally.heartbeatsSent++;
      link.beat();
    }
    pump(peer);
  }

  /** Ends all connections for good. */
  void end() {
    for (RemotePeer peer : peers) {
      close(peer);
      peer.feeds.forEach(Feed::close);
      peer.feeds.clear();
    }
  }
}
