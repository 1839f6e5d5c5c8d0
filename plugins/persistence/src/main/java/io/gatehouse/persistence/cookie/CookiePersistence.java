package io.gatehouse.persistence.cookie;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.persist.PersistenceSetup;
import io.gatehouse.api.persist.SessionPersistence;
import io.gatehouse.api.persist.StickyServer;
import io.gatehouse.api.persist.Visit;
import io.gatehouse.persistence.cookie.CookieSpec.Option;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the visits of one backend share: the line's words as bytes, and the servers' cookies. */
final class CookiePersistence implements SessionPersistence {
  private static final int MOST = 1 << 16;

  final CookieSpec spec;
  final byte[] name;
  final byte[] attributes;
  private final PersistenceSetup setup;
  private volatile Making making;

  /**
   * How cookies are made for servers that have none of their own.
   *
   * @param key empty when nothing can be made
   * @param made at an address's first exchange; forgotten when there are more than servers ever are
   */
  private record Making(boolean on, byte[] key, Map<SocketAddress, DynamicCookie> made) {
    Making(boolean on, byte[] key) {
      this(on, key, new ConcurrentHashMap<>());
    }
  }

  CookiePersistence(CookieSpec spec, PersistenceSetup setup) {
    this.spec = spec;
    this.setup = setup;
    this.name = spec.cookie().getBytes(ISO_8859_1);
    this.attributes = spec.attributes().getBytes(ISO_8859_1);
    this.making = new Making(spec.is(Option.DYNAMIC), setup.dynamicKey().getBytes(ISO_8859_1));
  }

  /** The value that stands for a server; null when none does. */
  byte @Nullable [] cookie(StickyServer server) {
    byte[] own = server.cookie();
    Making now = making;
    if (own != null || !now.on || now.key.length == 0) {
      return own;
    }
    SocketAddress address = server.address();
    DynamicCookie known = now.made.get(address);
    if (known == null) {
      if (now.made.size() >= MOST) {
        now.made.clear();
      }
      known = DynamicCookie.of(now.key, address);
      now.made.put(address, known);
    }
    return known.value();
  }

  /** Seconds since the epoch. */
  int now() {
    return (int) (setup.wallClock().getAsLong() / 1_000);
  }

  @Override
  public String label(StickyServer server) {
    byte[] value = cookie(server);
    return value == null ? "" : new String(value, ISO_8859_1);
  }

  @Override
  public void dynamic(boolean on) {
    making = new Making(on, making.key);
  }

  @Override
  public void dynamicKey(String key) {
    making = new Making(making.on, key.getBytes(ISO_8859_1));
  }

  @Override
  public Visit visit() {
    return new CookieVisit(this);
  }
}
