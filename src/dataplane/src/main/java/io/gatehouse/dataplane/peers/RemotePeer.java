package io.gatehouse.dataplane.peers;

import io.gatehouse.dataplane.peers.wire.Definition;
import io.gatehouse.dataplane.peers.wire.Names;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Another node, or an older process of this one, and what is known of it. Feeding thread. */
final class RemotePeer {
  /** More than that nobody announces in earnest. */
  private static final int MOST_TABLES = 10_000;

  /** Its name says that it is this node. */
  final boolean local;

  final String name;
  final @Nullable SocketAddress address;
  final List<Feed> feeds = new ArrayList<>();
  final Tally tally = new Tally();
  Names names = new Names();
  @Nullable PeerLink link;
  Status status = Status.NONE;
  long lastHandshake;
  long reconnect;
  long heartbeat;
  int unconfirmed;
  boolean teaching;
  boolean teachingDone;
  boolean learning;
  boolean outOfDate;
  boolean alive;
  boolean downgraded;

  /** The table that was announced last, by either side. */
  @Nullable Feed sending;

  @Nullable Feed receiving;

  /** Tables that the other side has announced, known here or not. */
  final Map<Integer, Definition> announced = new HashMap<>();

  /** The number of the table that its updates are of. */
  int current;

  /** How the last connection went. */
  enum Status {
    NONE("NONE", 0),
    CONNECTING("CONN", 100),
    CONNECTED("HSHK", 110),
    ESTABLISHED("ESTA", 200),
    TRY_AGAIN("RETR", 300),
    PROTOCOL("PROT", 501),
    VERSION("VERS", 502),
    HOST("NAME", 503),
    PEER("UNKN", 504);

    private final String word;
    private final int code;

    Status(String word, int code) {
      this.word = word;
      this.code = code;
    }

    String word() {
      return word;
    }

    int code() {
      return code;
    }

    static Status of(int code) {
      for (Status status : values()) {
        if (status.code == code) {
          return status;
        }
      }
      return NONE;
    }
  }

  /** What was counted. */
  static final class Tally {
    int heartbeatsSent;
    int heartbeatsReceived;
    int silences;
    int connections;
    int protocolErrors;
    int collisions;
  }

  RemotePeer(String name, boolean local, @Nullable SocketAddress address) {
    this.name = name;
    this.local = local;
    this.address = address;
  }

  boolean established() {
    return link != null && link.established();
  }

  /** As HAProxy's dumps tell it. */
  int flags() {
    return (teaching ? 0x1 : 0)
        | (teachingDone ? 0x8 : 0)
        | (learning ? 0x100 : 0)
        | (outOfDate ? 0x200 : 0)
        | (alive ? 0x2000_0000 : 0)
        | (downgraded ? 0x8000_0000 : 0);
  }

  /** Ready for a connection that begins. */
  void connected() {
    unconfirmed = 0;
    teaching = false;
    teachingDone = false;
    learning = false;
    outOfDate = false;
    names = new Names();
    sending = null;
    receiving = null;
    announced.clear();
    feeds.forEach(Feed::connected);
  }

  /** The node wants to hear everything. */
  void teach() {
    teaching = true;
    teachingDone = false;
    feeds.forEach(Feed::teach);
  }

  /** The other side speaks of this table from now on. */
  void announced(Definition definition) {
    if (announced.size() < MOST_TABLES || announced.containsKey(definition.number())) {
      announced.put(definition.number(), definition);
    }
    switchTo(definition.number());
  }

  /**
   * Updates that follow are of the table with this number; of one not known here they are nobody's.
   */
  void switchTo(int number) {
    current = number;
    receiving = null;
    Definition definition = announced.get(number);
    for (Feed feed : feeds) {
      Definition known = feed.definition;
      if (definition != null && definition.describes(feed.shared().table().declaration())) {
        feed.definition = definition;
        receiving = feed;
      } else if (known != null && known.number() == number) {
        feed.definition = null;
      }
    }
  }

  void lessonConfirmed() {
    if (teaching) {
      teaching = false;
      teachingDone = false;
      feeds.forEach(Feed::confirmLesson);
    }
  }
}
