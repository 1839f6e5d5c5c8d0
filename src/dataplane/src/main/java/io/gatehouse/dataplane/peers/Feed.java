package io.gatehouse.dataplane.peers;

import io.gatehouse.dataplane.peers.wire.Definition;
import io.gatehouse.dataplane.table.Updates;
import org.jspecify.annotations.Nullable;

/** How far one node and this one are with a table. Feeding thread. */
final class Feed {
  private final Updates.Cursor cursor;
  private SharedTable shared;

  /** What the node has said of its table; null when it has not yet, or it does not fit. */
  @Nullable Definition definition;

  int lastAcked;
  int lastPushed;
  int lastReceived;
  int teachingOrigin;

  /** The last update of which the node has said that it has it. */
  int confirmed;

  boolean taught;

  Feed(SharedTable shared) {
    this.shared = shared;
    this.cursor = shared.updates().cursor();
  }

  SharedTable shared() {
    return shared;
  }

  void shared(SharedTable same) {
    shared = same;
  }

  Updates.Cursor cursor() {
    return cursor;
  }

  /** A connection was made: it goes on behind what the node has confirmed. */
  void connected() {
    definition = null;
    lastReceived = 0;
    lastAcked = 0;
    back(confirmed);
  }

  private void back(int to) {
    teachingOrigin = to;
    lastPushed = to;
    taught = false;
    cursor.after(to);
    shared.updates().committed(to);
  }

  /** The node wants to hear everything. */
  void teach() {
    teachingOrigin = shared.updates().lastLocal();
    taught = false;
    cursor.lesson();
  }

  /** The node has everything that was there when the lesson began. */
  void confirmLesson() {
    confirmed = teachingOrigin;
    back(confirmed);
  }

  /** The node says what it has; a number that was never sent says nothing. */
  void confirm(int update) {
    if (update - confirmed > 0 && update - lastPushed <= 0) {
      confirmed = update;
    }
  }

  void close() {
    cursor.close();
  }
}
