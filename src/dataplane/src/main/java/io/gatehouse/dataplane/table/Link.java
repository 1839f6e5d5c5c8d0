package io.gatehouse.dataplane.table;

/** A place in a ring of rows: a row, or the fixed point at which the ring begins and ends. */
class Link extends Key {
  Link next = this;
  Link previous = this;

  /** When the row is to be looked at. */
  long due;

  /** Goes behind all others of the ring that begins here. */
  final void append(Link row) {
    row.previous = previous;
    row.next = this;
    previous.next = row;
    previous = row;
  }

  /** Leaves the ring it is in. */
  final void leave() {
    previous.next = next;
    next.previous = previous;
    next = this;
    previous = this;
  }
}
