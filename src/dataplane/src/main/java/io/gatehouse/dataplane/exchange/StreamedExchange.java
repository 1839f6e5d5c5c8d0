package io.gatehouse.dataplane.exchange;

import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.http.Http2Preface;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.model.Backend.ReuseMode;
import io.gatehouse.model.HttpOptions;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What exchanges have to do with HTTP/2. The one of a connection whose client speaks it serves no
 * request, but holds what belongs to the session; each stream has one that serves one request.
 */
abstract class StreamedExchange extends OwnAnswers {
  /** Of the connection, which all its streams have in common. */
  private final Object session;

  private boolean cut;

  StreamedExchange(ClientLink client) {
    super(client);
    session = this;
  }

  StreamedExchange(ClientLink stream, StreamedExchange session) {
    super(stream);
    this.session = session;
    share(session);
    // None is the first one of its connection, as in HAProxy.
    served = 1;
  }

  /** By default a slow client holds nobody else back (manual section 2.1, {@code http-reuse}). */
  @Override
  public final @Nullable Object reservedFor() {
    RunningBackend to = backend;
    return to != null && to.backend().reuse() == ReuseMode.SAFE ? session : null;
  }

  /** It waits for nothing any more. */
  abstract void forgetTimers();

  /**
   * The head of a stream's request, as one of HTTP/1; see {@link RequestMessage#http2(boolean)}.
   */
  public final void requested(ByteBuf head, boolean bodyFollows) {
    HttpOptions options = client.frontend().frontend().proxy().http();
    RequestMessage message = client.loop().heads().takeRequest(options.acceptUnsafeRequests());
    message.http2(bodyFollows);
    request = message;
    clientSent(head);
  }

  /** A stream's request cannot be told in HTTP/1. */
  public final void refused() {
    measures.firstByte();
    step = Step.HEAD;
    refuse(400);
  }

  /** A stream's request is none at all: the stream is reset, and nobody but the log is told. */
  public final void malformed() {
    step = Step.OVER;
    measures.status(0);
    measures.terminated('P', 'R');
    measures.ended();
    logEnd();
  }

  /** Whether its response ended before it was complete. */
  public final boolean cut() {
    return cut;
  }

  protected final void cutOff() {
    cut = true;
  }

  @Override
  final boolean preface() {
    ByteBuf in = inbound;
    ByteBuf whole = in == null ? null : Http2Preface.completed(in, channel.alloc());
    if (whole == null) {
      boolean may = in == null || Http2Preface.mayFollow(in);
      if (!may) {
        refuse(405);
      }
      return !may;
    }
    dropInbound();
    becomeSession(whole);
    return false;
  }

  /** From now on it only holds what its streams share. */
  protected final void becomeSession(@Nullable ByteBuf received) {
    step = Step.OVER;
    clearMessages();
    forgetTimers();
    client.http2(this, received);
  }
}
