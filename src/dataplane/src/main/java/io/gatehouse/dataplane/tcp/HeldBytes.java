package io.gatehouse.dataplane.tcp;

import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.ResponseHead;
import io.gatehouse.api.rule.HeadEditor;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.exchange.LiveExchange;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** What a client sent before there is a server: rules look at it, the server gets it first. */
abstract class HeldBytes extends LiveExchange {
  protected final Channel channel;
  protected @Nullable ByteBuf pending;
  private final ByteSpan payload = new ByteSpan();

  HeldBytes(ClientLink client) {
    super(client);
    this.channel = client.channel();
  }

  /** Appends to what waits; takes the buffer over. */
  protected final void hold(ByteBuf data) {
    ByteBuf before = pending;
    if (before == null) {
      pending = data;
    } else {
      pending = joined(before, data);
    }
    if (bufferFull()) {
      channel.config().setAutoRead(false);
    }
  }

  /** A received buffer may be read-only or a slice: never written to unless it has room. */
  private ByteBuf joined(ByteBuf before, ByteBuf data) {
    ByteBuf all = before;
    if (before.isReadOnly() || before.writableBytes() < data.readableBytes()) {
      all = channel.alloc().buffer(2 * (before.readableBytes() + data.readableBytes()));
      all.writeBytes(before);
      before.release();
    }
    all.writeBytes(data);
    data.release();
    return all;
  }

  @Override
  public @Nullable RequestHead request() {
    return null;
  }

  @Override
  public @Nullable ResponseHead response() {
    return null;
  }

  @Override
  public ByteSpan requestPayload() {
    return view(pending, payload);
  }

  @Override
  public ByteSpan responsePayload() {
    return view(null, payload);
  }

  @Override
  public HeadEditor editRequest() {
    throw new IllegalStateException("mode tcp has no request head");
  }

  @Override
  public HeadEditor editResponse() {
    throw new IllegalStateException("mode tcp has no response head");
  }

  @Override
  public void earlyHint(byte[] name, byte[] value, int offset, int length) {
    throw new IllegalStateException("mode tcp has no hints");
  }

  @Override
  public boolean bufferFull() {
    ByteBuf held = pending;
    return held != null && held.readableBytes() >= client.loop().headRules().bufsize();
  }
}
