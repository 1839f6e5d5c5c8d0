package io.gatehouse.dataplane.peers.wire;

import io.gatehouse.api.table.KeyType;
import io.gatehouse.model.StickTable;

/** What the keys of a table are between nodes. */
final class KeyForm {
  private KeyForm() {}

  static int type(KeyType type) {
    return switch (type) {
      case INTEGER -> 2;
      case IP -> 4;
      case IPV6 -> 5;
      case STRING -> 6;
      case BINARY -> 7;
    };
  }

  /** HAProxy's strings have one byte for the end. */
  static int length(StickTable table) {
    return table.type() == KeyType.STRING ? table.keyLength() + 1 : table.keyLength();
  }
}
