package io.gatehouse.dataplane.connection;

import io.gatehouse.dataplane.loop.Deadline;
import io.gatehouse.dataplane.proxyprotocol.ProxyHeader;
import io.gatehouse.dataplane.proxyprotocol.ProxyHeaderReader;
import io.gatehouse.dataplane.relay.Outlet;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the PROXY protocol header of a connection, for at most {@code timeout client}. Whoever
 * sends something else is not answered. Confined to the connection's event loop.
 */
final class ProxyHandshake extends Deadline {
  private final ClientLink link;
  private final Result result;
  private @Nullable ByteBuf received;

  /** Told once, when the header was there. */
  interface Result {
    /** Takes over what came behind the header; null when nothing did. */
    void proxied(@Nullable ByteBuf rest);
  }

  ProxyHandshake(ClientLink link, Result result) {
    this.link = link;
    this.result = result;
  }

  void begin() {
    long limit = link.frontend().frontend().timeouts().client().toNanos();
    link.loop().deadlines().in(this, limit);
  }

  /** Takes the buffer over. */
  void received(ByteBuf data) {
    ByteBuf before = received;
    ByteBuf all = data;
    if (before != null) {
      all = link.channel().alloc().buffer(before.readableBytes() + data.readableBytes());
      all.writeBytes(before).writeBytes(data);
      before.release();
      data.release();
    }
    received = all;
    try {
      ProxyHeader header = ProxyHeaderReader.read(all);
      if (header != null) {
        complete(header, all);
      }
    } catch (ProxyHeader.Malformed e) {
      failed();
    }
  }

  private void complete(ProxyHeader header, ByteBuf all) {
    link.loop().deadlines().remove(this);
    link.proxied(header);
    received = null;
    if (all.isReadable()) {
      result.proxied(all);
    } else {
      all.release();
      result.proxied(null);
    }
  }

  void failed() {
    forget();
    link.frontend().counters().requestErrors.increment();
    Outlet.close(link.channel());
  }

  /** The connection is gone. */
  void forget() {
    link.loop().deadlines().remove(this);
    ByteBuf held = received;
    received = null;
    if (held != null) {
      held.release();
    }
  }

  @Override
  protected void expired() {
    failed();
  }
}
