package io.gatehouse.dataplane.connection;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.rule.AddressText;
import io.gatehouse.dataplane.loop.Deadline;
import io.gatehouse.dataplane.proxyprotocol.ProxyFault;
import io.gatehouse.dataplane.proxyprotocol.ProxyHeader;
import io.gatehouse.dataplane.proxyprotocol.ProxyHeaderReader;
import io.gatehouse.dataplane.relay.Outlet;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import io.gatehouse.model.LogSettings;
import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the PROXY protocol header of a connection, for at most {@code timeout client}. Whoever
 * sends something else is not answered. Confined to the connection's event loop.
 */
final class ProxyHandshake extends Deadline {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss.SSS", Locale.ROOT);

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
      failed(e.fault());
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

  /** The client sends no more. */
  void ended() {
    failed(received == null ? ProxyFault.EMPTY : ProxyFault.TRUNCATED);
  }

  private void failed(ProxyFault fault) {
    forget();
    log(fault);
    Outlet.close(link.channel());
  }

  /**
   * HAProxy's line about a connection that never became a session; no exchange has a part in it.
   */
  private void log(ProxyFault fault) {
    LogSettings settings = link.frontend().frontend().log();
    ProxyLog lines = link.frontend().log();
    if (lines.silent() || fault.silent() && settings.dontLogNull()) {
      return;
    }
    ByteSink line = link.loop().logLine().clear();
    byte[] client = link.sourceAddress();
    if (client.length == 0) {
      line.add("unix");
    }
    AddressText.write(client, 0, client.length, line);
    String name = link.listener().name();
    line.add(":" + link.sourcePort() + " [" + DATE.format(accepted()) + "] ")
        .add(link.frontend().name() + "/" + (name.isEmpty() ? link.listener().id() : name))
        .add(": " + fault.words());
    lines.send(settings.separateErrors() ? ProxyLog.ERR : ProxyLog.INFO, line, 0);
  }

  private ZonedDateTime accepted() {
    return Instant.ofEpochMilli(link.acceptDate()).atZone(ZoneId.systemDefault());
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
    failed(ProxyFault.TIMEOUT);
  }
}
