package io.gatehouse.vrrp;

import static java.util.Objects.requireNonNull;

import io.gatehouse.api.vip.VipCounters;
import io.gatehouse.vrrp.packet.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counters of one instance: written by the runner, read by anybody. */
final class Counters {
  private final Map<Kind, AtomicLong> values = new EnumMap<>(Kind.class);

  Counters() {
    for (Kind kind : Kind.values()) {
      values.put(kind, new AtomicLong());
    }
  }

  /** What is counted. */
  enum Kind {
    RECEIVED,
    SENT,
    BECAME_MASTER,
    RELEASED_MASTER,
    LENGTH,
    INTERVAL,
    TTL,
    TYPE,
    ADDRESS_LIST,
    AUTHENTICATION_TYPE,
    AUTHENTICATION_MISMATCH,
    AUTHENTICATION,
    ZERO_RECEIVED,
    ZERO_SENT,
    CHECKSUM,
    VERSION,
    ROUTER_ID,
    DUPLICATE_OWNER
  }

  void count(Kind kind) {
    value(kind).incrementAndGet();
  }

  void count(Verdict verdict) {
    switch (verdict) {
      case ACCEPTED -> count(Kind.RECEIVED);
      case FOREIGN, STRANGER -> {}
      case LENGTH -> count(Kind.LENGTH);
      case TTL -> count(Kind.TTL);
      case VERSION -> count(Kind.VERSION);
      case ROUTER_ID -> count(Kind.ROUTER_ID);
      case AUTHENTICATION_TYPE -> count(Kind.AUTHENTICATION_TYPE);
      case AUTHENTICATION_MISMATCH -> count(Kind.AUTHENTICATION_MISMATCH);
      case AUTHENTICATION -> count(Kind.AUTHENTICATION);
      case INTERVAL -> count(Kind.INTERVAL);
      case TYPE -> count(Kind.TYPE);
      case CHECKSUM -> count(Kind.CHECKSUM);
      case ADDRESS_LIST, CAST -> count(Kind.ADDRESS_LIST);
    }
  }

  private AtomicLong value(Kind kind) {
    return requireNonNull(values.get(kind));
  }

  private long get(Kind kind) {
    return value(kind).get();
  }

  VipCounters snapshot() {
    return new VipCounters(
        get(Kind.RECEIVED),
        get(Kind.SENT),
        get(Kind.BECAME_MASTER),
        get(Kind.RELEASED_MASTER),
        get(Kind.LENGTH),
        get(Kind.INTERVAL),
        get(Kind.TTL),
        get(Kind.TYPE),
        get(Kind.ADDRESS_LIST),
        get(Kind.AUTHENTICATION_TYPE),
        get(Kind.AUTHENTICATION_MISMATCH),
        get(Kind.AUTHENTICATION),
        get(Kind.ZERO_RECEIVED),
        get(Kind.ZERO_SENT),
        get(Kind.CHECKSUM),
        get(Kind.VERSION),
        get(Kind.ROUTER_ID),
        get(Kind.DUPLICATE_OWNER));
  }
}
