package io.gatehouse.dataplane.names;

import io.netty.handler.codec.dns.DnsRecordType;
import org.jspecify.annotations.Nullable;

/** What is asked for. */
enum RecordType {
  A(DnsRecordType.A),
  AAAA(DnsRecordType.AAAA),
  SRV(DnsRecordType.SRV);

  private final DnsRecordType wire;

  RecordType(DnsRecordType wire) {
    this.wire = wire;
  }

  DnsRecordType wire() {
    return wire;
  }

  static @Nullable RecordType of(DnsRecordType wire) {
    for (RecordType type : values()) {
      if (type.wire.equals(wire)) {
        return type;
      }
    }
    return null;
  }

  /** The other family of addresses; services have none. */
  @Nullable RecordType other() {
    return switch (this) {
      case A -> AAAA;
      case AAAA -> A;
      case SRV -> null;
    };
  }
}
