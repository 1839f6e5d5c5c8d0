package io.gatehouse.dataplane.table;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.Row;
import io.gatehouse.model.StickTable.ServerKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A row of a running table. Its values may be changed by any thread at any time. */
public final class Entry extends Link implements Row {
  private static final long UNSIGNED = 0xffff_ffffL;
  private static final int REMOVED = -1;
  private static final VarHandle TRACKERS;
  private static final AtomicInteger SERIALS = new AtomicInteger();

  static {
    try {
      TRACKERS = MethodHandles.lookup().findVarHandle(Entry.class, "trackers", int.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final RunningTable table;
  private final long[] data;
  private final @Nullable Update update;
  private final int serial = SERIALS.incrementAndGet();
  private volatile int trackers;
  private volatile long touched;
  private volatile @Nullable String serverKey;

  Entry(RunningTable table, Key key, long now) {
    this.table = table;
    this.data = new long[table.layout().words()];
    this.touched = now;
    this.update = table.updates() == null ? null : new Update(this);
    copy(key);
  }

  /** What dumps show where HAProxy shows its place in memory. */
  public int serial() {
    return serial;
  }

  RunningTable table() {
    return table;
  }

  /** Keeps it from being removed; false when it was removed already. */
  boolean hold() {
    int count = trackers;
    while (count != REMOVED) {
      if (TRACKERS.compareAndSet(this, count, count + 1)) {
        return true;
      }
      count = trackers;
    }
    return false;
  }

  void release() {
    int _ = (int) TRACKERS.getAndAdd(this, -1);
  }

  /** From now on it is removed; false when it is held, or was removed already. */
  boolean remove() {
    return TRACKERS.compareAndSet(this, 0, REMOVED);
  }

  boolean removed() {
    return trackers == REMOVED;
  }

  /** When it was used last. */
  long touched() {
    return touched;
  }

  @Override
  public long value(Datum datum, int index) {
    int at = table.layout().slot(datum, index);
    if (at == Layout.NOWHERE) {
      return ABSENT;
    }
    return switch (datum.kind()) {
      case RATE -> factor(datum) * Rate.read(data, at, table.layout().period(datum), table.now());
      case NUMBER -> (long) Rate.WORD.getVolatile(data, at) & UNSIGNED;
      case LONG_NUMBER -> (long) Rate.WORD.getVolatile(data, at);
      case NAME -> ABSENT;
    };
  }

  @Override
  public long add(Datum datum, int index, long amount) {
    int at = table.layout().slot(datum, index);
    if (at == Layout.NOWHERE) {
      return ABSENT;
    }
    if (datum.kind() == Datum.Kind.RATE) {
      int factor = factor(datum);
      long events = Math.ceilDiv(amount, factor);
      return factor * Rate.count(data, at, table.layout().period(datum), table.now(), events);
    }
    long sum = (long) Rate.WORD.getAndAdd(data, at, amount) + amount;
    return datum.kind() == Datum.Kind.NUMBER ? sum & UNSIGNED : sum;
  }

  /** So many bytes are one event of their rates. */
  private int factor(Datum rate) {
    boolean bytes = rate == Datum.BYTES_IN_RATE || rate == Datum.BYTES_OUT_RATE;
    return bytes ? table.declaration().bytesFactor() : 1;
  }

  /** Takes one away from a number that is not 0; false when the table does not store it. */
  boolean lower(Datum datum) {
    int at = table.layout().slot(datum, 0);
    if (at == Layout.NOWHERE) {
      return false;
    }
    long value = (long) Rate.WORD.getVolatile(data, at);
    while (value > 0 && !Rate.WORD.compareAndSet(data, at, value, value - 1)) {
      value = (long) Rate.WORD.getVolatile(data, at);
    }
    return true;
  }

  @Override
  public boolean set(Datum datum, int index, long value) {
    int at = table.layout().slot(datum, index);
    if (at == Layout.NOWHERE) {
      return false;
    }
    if (datum.kind() == Datum.Kind.RATE) {
      Rate.set(data, at, table.now(), value / factor(datum) & UNSIGNED);
    } else {
      Rate.WORD.setVolatile(data, at, value);
    }
    return true;
  }

  /** The name or address of the server that the key goes to. */
  public @Nullable String serverKey() {
    return serverKey;
  }

  /** What {@link #serverKey} tells servers apart by. */
  public ServerKey serverKeyKind() {
    return table.declaration().serverKey();
  }

  void server(int id, @Nullable String key) {
    set(Datum.SERVER_ID, 0, id);
    if (table.layout().serverKey()) {
      serverKey = key;
    }
  }

  @Override
  public void touch() {
    touched = table.now();
    tell();
  }

  /** Other nodes are to hear of what became of it. */
  void tell() {
    if (update != null) {
      table.tell(update);
    }
  }

  @Nullable Update update() {
    return update;
  }

  /**
   * A rate as nodes tell it to each other.
   *
   * @param out milliseconds since its period began, events of it and of the one before
   * @return false when it is not stored
   */
  public boolean rate(Datum datum, int index, long[] out) {
    int at = table.layout().slot(datum, index);
    if (at == Layout.NOWHERE) {
      return false;
    }
    Rate.copy(data, at, table.now(), out);
    return true;
  }

  /**
   * Takes a rate from another node.
   *
   * @param in as {@link #rate} fills it
   */
  public void learn(Datum datum, int index, long[] in) {
    int at = table.layout().slot(datum, index);
    if (at != Layout.NOWHERE) {
      Rate.replace(data, at, table.now(), in);
    }
  }

  /** Whether numbers of connections are learned as well. */
  public boolean receivesAll() {
    return table.declaration().sharing().receiveOnly();
  }

  /** Takes the name or address of a server from another node. */
  public void learn(String key) {
    if (table.layout().serverKey()) {
      serverKey = key;
    }
  }

  /** Expires in so many milliseconds, whatever its table says; it does not count as used here. */
  void expireIn(long millis) {
    int life = table.declaration().expireMillis();
    touched = life == 0 ? table.now() : table.now() + millis - life;
  }

  @Override
  public int trackers() {
    return Math.max(0, trackers);
  }

  @Override
  public long remaining() {
    int life = table.declaration().expireMillis();
    return life == 0 ? 0 : Math.max(0, touched + life - table.now());
  }

  @Override
  public long idle() {
    int life = table.declaration().expireMillis();
    return life == 0 ? 0 : Math.max(0, life - remaining());
  }

  @Override
  public void key(Sample out) {
    switch (table.declaration().type()) {
      case IP, IPV6 -> out.view(table.declaration().type().sample(), bytes(), 0, length());
      case INTEGER -> out.setInteger(integer());
      case STRING -> out.setString(bytes(), 0, length());
      case BINARY -> out.setBinary(bytes(), 0, length());
    }
  }

  private long integer() {
    long value = 0;
    for (int i = length() - 1; i >= 0; i--) {
      value = value << 8 | bytes()[i] & 0xff;
    }
    return value;
  }
}
