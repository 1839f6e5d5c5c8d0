package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.ByteSpan;
import io.gatehouse.api.RequestHead;
import io.gatehouse.api.ResponseHead;
import io.gatehouse.api.rule.HeadEditor;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.http.Framing;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.http.ResponseMessage;
import io.gatehouse.dataplane.relay.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The two messages of an HTTP exchange, and what of them waits to be forwarded. */
abstract class HttpMessages extends LiveExchange {
  protected final Channel channel;
  protected final Body requestBody;
  protected final Body responseBody;
  protected @Nullable RequestMessage request;
  protected @Nullable ResponseMessage response;

  /** Whether the heads are whole, so that rules may see them. */
  protected boolean requestSeen;

  protected boolean responseSeen;

  /** Received from the client and not forwarded: part of a body, or the next requests. */
  protected @Nullable ByteBuf inbound;

  private final PendingBody pending;
  private final ByteSpan payload = new ByteSpan();
  private @Nullable ByteBuf hints;
  private long waitUntil;

  HttpMessages(ClientLink client) {
    super(client);
    channel = client.channel();
    requestBody = new Body(client.loop().headRules());
    responseBody = new Body(client.loop().headRules());
    pending = new PendingBody(client.loop().headRules());
  }

  /** The request's head is complete: its body is looked for in what waits. */
  protected final void beginBody(RequestMessage head) {
    pending.begin(head.framing(), head.contentLength());
  }

  /** From now on the body is forwarded as it comes. */
  protected final void endPending() {
    pending.begin(Framing.CLOSE, 0);
  }

  /** The server is asked once more. */
  protected final void forgetResponse() {
    ResponseMessage answered = response;
    if (answered != null) {
      client.loop().heads().give(answered);
    }
    response = null;
    responseSeen = false;
  }

  /** Whether not even a response's first byte has come. */
  protected final boolean unanswered() {
    ResponseMessage begun = response;
    return begun == null || !begun.started();
  }

  /** Gives the messages back. */
  protected final void clearMessages() {
    RequestMessage asked = request;
    if (asked != null) {
      client.loop().heads().give(asked);
    }
    forgetResponse();
    request = null;
    requestSeen = false;
    waitUntil = 0;
  }

  /** Appends to what waits; takes the buffer over. */
  protected final void hold(ByteBuf data) {
    ByteBuf before = inbound;
    if (before == null) {
      inbound = data;
    } else {
      inbound =
          !before.isReadOnly() && before.writableBytes() >= data.readableBytes()
              ? before.writeBytes(data)
              : joined(before, data);
      data.release();
    }
  }

  private ByteBuf joined(ByteBuf before, ByteBuf data) {
    ByteBuf all = channel.alloc().buffer(before.readableBytes() + data.readableBytes());
    all.writeBytes(before).writeBytes(data);
    before.release();
    return all;
  }

  protected final void dropIfRead() {
    ByteBuf held = inbound;
    if (held != null && !held.isReadable()) {
      inbound = null;
      held.release();
    }
  }

  protected final void dropInbound() {
    ByteBuf held = inbound;
    inbound = null;
    if (held != null) {
      held.release();
    }
  }

  protected final boolean hasInbound() {
    ByteBuf held = inbound;
    return held != null && held.isReadable();
  }

  /** When the rules that wait must decide; 0 when none asked to wait. */
  protected final long waitUntil() {
    return waitUntil;
  }

  /** The rules that asked to wait have decided. */
  protected final void endWait() {
    waitUntil = 0;
  }

  /** Sends the hints collected so far as one interim response. */
  protected final void flushHints() {
    ByteBuf collected = hints;
    hints = null;
    if (collected != null) {
      var _ = channel.writeAndFlush(collected.writeByte('\r').writeByte('\n'));
    }
  }

  @Override
  public @Nullable RequestHead request() {
    return requestSeen ? request : null;
  }

  @Override
  public @Nullable ResponseHead response() {
    return responseSeen ? response : null;
  }

  @Override
  public HeadEditor editRequest() {
    return Objects.requireNonNull(request, "no request yet");
  }

  @Override
  public HeadEditor editResponse() {
    return Objects.requireNonNull(response, "no response yet");
  }

  @Override
  public ByteSpan requestPayload() {
    return pending.view(inbound, payload);
  }

  @Override
  public ByteSpan responsePayload() {
    return payload.clear();
  }

  /** The id is made now even if nobody asks: its format may look at the request. */
  protected final void identify(RequestMessage head) {
    byte[] name = client.frontend().uniqueIdHeader();
    Sample id = scratch();
    if (uniqueId(id) && name != null) {
      head.add(name, id.bytes(), id.offset(), id.length());
    }
  }

  @Override
  public boolean spoken() {
    return measures.spoken();
  }

  @Override
  public boolean unread() {
    return !requestSeen;
  }

  @Override
  public boolean requestEnded() {
    return requestSeen && (requestBody.complete() || pending.whole(inbound));
  }

  @Override
  public boolean responseEnded() {
    return responseSeen && responseBody.complete();
  }

  @Override
  public void earlyHint(byte[] name, byte[] value, int offset, int length) {
    ByteBuf out = hints;
    if (out == null) {
      out = Unpooled.buffer(256);
      out.writeBytes(
          "HTTP/1.1 103 Early Hints\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      hints = out;
    }
    out.writeBytes(name).writeByte(':').writeByte(' ');
    out.writeBytes(value, offset, length).writeByte('\r').writeByte('\n');
  }

  @Override
  public void waitAtMost(Duration time) {
    if (waitUntil == 0) {
      waitUntil = client.loop().clock().now() + time.toNanos();
    }
  }

  @Override
  public boolean bufferFull() {
    ByteBuf held = inbound;
    return held != null && held.readableBytes() >= client.loop().headRules().bufsize();
  }

  /** Whether the rules let the exchange go on. */
  protected static boolean passed(Verdict verdict) {
    return verdict == Verdict.CONTINUE || verdict == Verdict.STOP;
  }
}
