package io.gatehouse.persistence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.persist.StickyServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A server whose state a test sets. */
public final class FakeServer implements StickyServer {
  private final String name;
  private final byte @Nullable [] cookie;
  public SocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 80);
  public State state = State.UP;

  /** As an operator and the checks see it. */
  public enum State {
    UP,
    /** Serves those who know it. */
    DRAIN,
    DOWN
  }

  public FakeServer(String name, @Nullable String cookie) {
    this.name = name;
    this.cookie = cookie == null ? null : cookie.getBytes(ISO_8859_1);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int id() {
    return 1;
  }

  @Override
  public SocketAddress address() {
    return address;
  }

  @Override
  public byte @Nullable [] cookie() {
    return cookie;
  }

  @Override
  public boolean up() {
    return state != State.DOWN;
  }

  @Override
  public String toString() {
    return name;
  }
}
