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
  private final byte[] key;
  private final boolean dynamic;

  /** Made at an address's first exchange; forgotten when there are more than servers ever are. */
  private final Map<SocketAddress, DynamicCookie> made = new ConcurrentHashMap<>();

  CookiePersistence(CookieSpec spec, PersistenceSetup setup) {
    this.spec = spec;
    this.setup = setup;
    this.name = spec.cookie().getBytes(ISO_8859_1);
    this.attributes = spec.attributes().getBytes(ISO_8859_1);
    this.key = setup.dynamicKey().getBytes(ISO_8859_1);
    this.dynamic = spec.is(Option.DYNAMIC) && key.length > 0;
  }

  /** The value that stands for a server; null when none does. */
  byte @Nullable [] cookie(StickyServer server) {
    byte[] own = server.cookie();
    if (own != null || !dynamic) {
      return own;
    }
    SocketAddress address = server.address();
    DynamicCookie known = made.get(address);
    if (known == null) {
      if (made.size() >= MOST) {
        made.clear();
      }
      known = DynamicCookie.of(key, address);
      made.put(address, known);
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
  public Visit visit() {
    return new CookieVisit(this);
  }
}
