package io.gatehouse.dataplane.peers;

import io.gatehouse.dataplane.peers.wire.Definition;
import io.gatehouse.dataplane.peers.wire.MalformedMessageException;
import io.gatehouse.dataplane.peers.wire.Message;
import io.gatehouse.dataplane.peers.wire.RowReader;
import io.gatehouse.dataplane.peers.wire.RowWriter;
import io.gatehouse.dataplane.peers.wire.Varint;
import io.gatehouse.dataplane.table.Entry;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** What is said on an established connection: updates, lessons and who confirms them. */
final class Lessons {
  /** A batch that has become this long is sent. */
  private static final int BATCH = 12_000;

  private final PeerGroup group;
  private final RemotePeer peer;
  private final RowWriter writer;
  private final RowReader reader;
  private boolean numbered;

  Lessons(PeerGroup group, RemotePeer peer) {
    this.group = group;
    this.peer = peer;
    this.writer = new RowWriter(peer.names);
    this.reader = new RowReader(peer.names);
  }

  void control(int type) {
    switch (type) {
      case Message.RESYNC_REQUEST -> {
        group.resync().asked();
        peer.teach();
      }
      case Message.RESYNC_FINISHED -> {
        if (peer.learning) {
          peer.learning = false;
          group.resync().finished();
        }
        peer.unconfirmed++;
      }
      case Message.RESYNC_PARTIAL -> {
        if (peer.learning) {
          peer.learning = false;
          peer.outOfDate = true;
          group.resync().partial(group.now());
        }
        peer.unconfirmed++;
      }
      case Message.RESYNC_CONFIRM -> peer.lessonConfirmed();
      case Message.HEARTBEAT -> {
        peer.reconnect = group.now() + PeerGroup.SILENCE_MILLIS;
        peer.tally.heartbeatsReceived++;
      }
      default -> {
        // Of a newer version.
      }
    }
  }

  void table(int type, ByteBuf body) throws MalformedMessageException {
    switch (type) {
      case Message.DEFINITION -> define(body);
      case Message.SWITCH -> peer.switchTo((int) Varint.read(body));
      case Message.UPDATE -> update(body, true, false);
      case Message.NEXT_UPDATE -> update(body, false, false);
      case Message.TIMED_UPDATE -> update(body, true, true);
      case Message.TIMED_NEXT_UPDATE -> update(body, false, true);
      case Message.ACKNOWLEDGEMENT -> acknowledged(body);
      default -> {
        // Of a newer version.
      }
    }
  }

  private void define(ByteBuf body) throws MalformedMessageException {
    peer.receiving = null;
    Definition definition = Definition.read(body);
    if (definition != null) {
      peer.announced(definition);
    }
  }

  /** One of a table that is not shared here, or is another one here, is passed over. */
  private void update(ByteBuf body, boolean numbered, boolean timed)
      throws MalformedMessageException {
    Feed feed = peer.receiving;
    Definition definition = feed == null ? null : feed.definition;
    if (feed == null || definition == null) {
      return;
    }
    int header = (numbered ? Integer.BYTES : 0) + (timed ? Integer.BYTES : 0);
    if (body.readableBytes() < header) {
      throw new MalformedMessageException("an update is cut off");
    }
    int number = numbered ? body.readInt() : feed.lastReceived + 1;
    long life = feed.shared().table().declaration().expireMillis();
    long millis = timed ? Math.max(0, body.readInt()) : life;
    feed.lastReceived = number;
    reader.read(body, feed.shared().target(), definition, millis);
  }

  private void acknowledged(ByteBuf body) throws MalformedMessageException {
    if (peer.teaching) {
      return;
    }
    int number = (int) Varint.read(body);
    if (body.readableBytes() < Integer.BYTES) {
      throw new MalformedMessageException("an acknowledgement is cut off");
    }
    int update = body.readInt();
    for (Feed feed : peer.feeds) {
      if (feed.shared().number() == number) {
        feed.confirm(update);
      }
    }
  }

  /**
   * Writes the next of what is to be said.
   *
   * @return whether there may be more
   */
  boolean speak(ByteBuf out) {
    if (peer.learning && group.resync().request()) {
      Message.write(out, Message.CONTROL, Message.RESYNC_REQUEST);
    }
    List<Feed> feeds = peer.feeds;
    int first = peer.sending == null ? 0 : Math.max(0, feeds.indexOf(peer.sending));
    for (int i = 0; i < feeds.size(); i++) {
      Feed feed = feeds.get((first + i) % feeds.size());
      acknowledge(out, feed);
      if (!feed(out, feed)) {
        return true;
      }
    }
    if (peer.teaching && !peer.teachingDone) {
      boolean complete = group.resync().complete();
      Message.write(
          out, Message.CONTROL, complete ? Message.RESYNC_FINISHED : Message.RESYNC_PARTIAL);
      peer.teachingDone = true;
    }
    for (; peer.unconfirmed > 0; peer.unconfirmed--) {
      Message.write(out, Message.CONTROL, Message.RESYNC_CONFIRM);
    }
    return false;
  }

  private static void acknowledge(ByteBuf out, Feed feed) {
    Definition definition = feed.definition;
    if (definition != null && feed.lastReceived != feed.lastAcked) {
      Message.acknowledge(out, definition.number(), feed.lastReceived);
      feed.lastAcked = feed.lastReceived;
    }
  }

  /** False when the batch is full. */
  private boolean feed(ByteBuf out, Feed feed) {
    boolean lesson = peer.teaching;
    if (lesson ? peer.teachingDone || feed.taught : peer.learning) {
      return true;
    }
    numbered = true;
    while (out.readableBytes() < BATCH) {
      Entry row = feed.cursor().next();
      if (row == null) {
        done(feed, lesson);
        return true;
      }
      send(out, feed, row, lesson);
    }
    return false;
  }

  private static void done(Feed feed, boolean lesson) {
    if (lesson) {
      feed.taught = true;
    } else {
      feed.lastPushed = feed.shared().updates().lastLocal();
      feed.shared().updates().committed(feed.lastPushed);
    }
  }

  private void send(ByteBuf out, Feed feed, Entry row, boolean lesson) {
    var table = feed.shared().table().declaration();
    if (!feed.equals(peer.sending)) {
      Definition.write(out, feed.shared().number(), table);
      peer.sending = feed;
    }
    int number = feed.cursor().number();
    boolean told = numbered || number != feed.lastPushed + 1;
    writer.write(out, table, row, new RowWriter.Numbered(number, told), lesson && !peer.downgraded);
    numbered = false;
    feed.lastPushed = number;
    if (!lesson) {
      feed.shared().updates().committed(number);
    }
    peer.heartbeat = group.now() + PeerGroup.HEARTBEAT_MILLIS;
  }
}
