package io.gatehouse.dataplane.peers;

import io.gatehouse.dataplane.peers.wire.RowReader;
import io.gatehouse.dataplane.table.RunningTable;
import io.gatehouse.dataplane.table.Updates;
import org.jspecify.annotations.Nullable;

/**
 * A table of a section.
 *
 * @param number by which this node speaks of it
 * @param also the table that learns from it; null when there is none
 */
record SharedTable(int number, RunningTable table, Updates updates, @Nullable RunningTable also) {

  RowReader.Target target() {
    return new RowReader.Target(table, also);
  }

  SharedTable numbered(int other) {
    return new SharedTable(other, table, updates, also);
  }

  SharedTable with(@Nullable RunningTable other) {
    return new SharedTable(number, table, updates, other);
  }
}
