package io.gatehouse.dataplane.tcp;

import io.gatehouse.api.balance.Balancer.Outcome;
import io.gatehouse.api.rule.Verdict;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.loop.Deadline;
import io.gatehouse.dataplane.relay.Outlet;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.upstream.Failure;
import io.gatehouse.dataplane.upstream.ServerConnection;
import io.gatehouse.model.ClientTimeouts;
import io.gatehouse.model.ServerTimeouts;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * One connection in mode tcp. Bytes go through untouched, each side's end is passed on by itself,
 * and a side that does not keep up stops the other one from being read.
 */
public final class TcpExchange extends TcpInspection {
  private static final long LAST_CALL_NANOS = 1_000_000;

  private final Deadline clientLimit = new ClientLimit();
  private final Deadline serverLimit = new ServerLimit();
  private boolean counted;
  private boolean serverUnwanted;
  private boolean over;
  private boolean clientTimedOut;
  private boolean lastCall;

  private final class ClientLimit extends Deadline {
    @Override
    protected void expired() {
      clientTimeout();
    }
  }

  private final class ServerLimit extends Deadline {
    @Override
    protected void expired() {
      // Where both sides were silent for as long, HAProxy looks at the client's first.
      if (tunnelled()) {
        terminate('c', 'D');
      } else if (lastCall || clientLimit.due(client.loop().clock().now())) {
        client.loop().deadlines().in(this, 2 * LAST_CALL_NANOS);
      } else {
        terminate('s', 'D');
      }
    }
  }

  public TcpExchange(ClientLink client) {
    super(client);
  }

  @Override
  public void opened() {
    measures.begin(client.openedNanos());
    touchClient();
    Verdict verdict = session();
    if (verdict == Verdict.CONTINUE || verdict == Verdict.STOP) {
      countSession();
      client.frontend().traffic().started(this);
      beginInspection();
    } else {
      client.frontend().counters().deniedSessions.increment();
      logLevel(SILENT);
      refuse(verdict, 'R');
    }
  }

  @Override
  void routed(@Nullable RunningBackend to) {
    if (to == null) {
      terminate('S', 'C');
      return;
    }
    to.counters().sessions.rise();
    to.counters().sessionsTotal.increment();
    to.counters().sessionRate.count(client.loop().clock().now());
    counted = true;
    recognise(to);
    dispatch.start(to);
  }

  @Override
  public void clientSent(ByteBuf data) {
    int size = data.readableBytes();
    measures.addFromClient(size);
    client.frontend().counters().bytesIn.add(size);
    touchClient();
    if (serverConnection != null && !independent()) {
      touchServer();
    }
    ServerConnection to = serverConnection;
    if (over) {
      data.release();
    } else if (to != null) {
      send(data, to.channel(), channel);
    } else {
      fromClient.add(data);
      if (fromClient.full()) {
        channel.config().setAutoRead(false);
      }
      inspect();
    }
  }

  private static void send(ByteBuf data, Channel to, Channel from) {
    var _ = to.write(data, to.voidPromise());
    if (!to.isWritable()) {
      from.config().setAutoRead(false);
    }
  }

  @Override
  public void clientPaused() {
    ServerConnection to = serverConnection;
    if (to != null) {
      to.channel().flush();
    }
  }

  @Override
  public void clientEnded() {
    clientEnded = true;
    ServerConnection to = serverConnection;
    if (to != null) {
      if (to.server().backend().backend().proxy().tcp().serverNoLinger()) {
        // An end is passed on as a whole: what the server still has to say is not waited for.
        finish();
        return;
      }
      Outlet.end(to.channel());
      finishIfBothEnded();
    } else {
      inspect();
    }
  }

  @Override
  public void clientWritable() {
    ServerConnection from = serverConnection;
    if (from != null) {
      from.channel().config().setAutoRead(true);
    }
  }

  @Override
  public void clientGone() {
    if (!over) {
      if (serverConnection == null || !serverEnded || !clientEnded) {
        client.frontend().counters().clientAborts.increment();
        measures.terminated('C', inspecting ? 'C' : 'D');
      }
      finish();
    }
    client.loop().deadlines().remove(clientLimit);
    client.loop().deadlines().remove(serverLimit);
    forgetInspection();
    dispatch.dispose();
  }

  @Override
  public boolean redirected(RunningServer chosen) {
    return false;
  }

  @Override
  public void connected(ServerConnection connection) {
    serverConnection = connection;
    logAnswered();
    touchServer();
    ByteBuf held = takeFromClient();
    if (held != null) {
      send(held, connection.channel(), channel);
      connection.channel().flush();
    }
    if (clientTimedOut) {
      measures.terminated('c', 'D');
    }
    if (clientEnded) {
      Outlet.end(connection.channel());
    }
    channel.config().setAutoRead(connection.channel().isWritable());
    beginAnswer(connection.server().backend());
  }

  /** While a server is looked for, what the client has sent is still delivered, with its end. */
  private void clientTimeout() {
    if (!lastCall) {
      // Bytes that lie in the socket count: the event loop reads them before this expires again.
      lastCall = true;
      client.loop().deadlines().in(clientLimit, LAST_CALL_NANOS);
    } else if (serverConnection == null && backend != null && !inspecting && !over) {
      clientTimedOut = true;
      clientEnded = true;
    } else {
      terminate('c', 'D');
    }
  }

  @Override
  public void dispatchFailed(Failure failure) {
    terminate(failure.cause(), failure.stage());
  }

  @Override
  public void serverSent(ByteBuf data) {
    int size = data.readableBytes();
    measures.addToClient(size);
    client.frontend().counters().bytesOut.add(size);
    touchServer();
    if (!independent()) {
      touchClient();
    }
    ServerConnection from = serverConnection;
    if (over || from == null) {
      data.release();
    } else if (inspectingAnswer) {
      fromServer.add(data);
      if (fromServer.full()) {
        from.channel().config().setAutoRead(false);
      }
      inspectAnswer();
    } else {
      send(data, channel, from.channel());
    }
  }

  @Override
  void answerPassed() {
    ByteBuf held = fromServer.take();
    ServerConnection from = serverConnection;
    if (held != null && from != null) {
      from.channel().config().setAutoRead(true);
      send(held, channel, from.channel());
      channel.flush();
    }
    if (serverUnwanted) {
      finish();
    } else if (serverEnded) {
      endClient();
    }
  }

  @Override
  public boolean closeServer() {
    serverUnwanted = true;
    return true;
  }

  @Override
  public void serverPaused() {
    channel.flush();
  }

  @Override
  public void serverEnded() {
    serverEnded = true;
    if (inspectingAnswer) {
      inspectAnswer();
    } else if (!over) {
      endClient();
    }
  }

  /** With {@code option nolinger} an end is passed on as a whole. */
  private void endClient() {
    if (noLinger()) {
      finish();
    } else {
      Outlet.end(channel);
      finishIfBothEnded();
    }
  }

  @Override
  public void serverWritable() {
    channel.config().setAutoRead(true);
  }

  @Override
  public void serverBroken() {
    if (!over) {
      if (!serverEnded) {
        client.frontend().counters().serverAborts.increment();
        measures.terminated('S', 'D');
      }
      finish();
    }
  }

  private void finishIfBothEnded() {
    if (clientEnded && serverEnded) {
      finish();
    }
  }

  @Override
  void refuse(Verdict verdict, char stage) {
    refused(verdict);
    terminate('P', stage);
  }

  private void terminate(char cause, char stage) {
    measures.terminated(cause, stage);
    finish();
  }

  private void finish() {
    if (over) {
      return;
    }
    over = true;
    inspecting = false;
    endInspection();
    ServerConnection upstream = serverConnection;
    if (upstream != null) {
      upstream.endAfterWrites();
      observe(upstream);
    }
    dispatch.leaveServer();
    RunningBackend from = backend;
    if (from != null && counted) {
      from.counters().sessions.fall();
      from.counters().bytesIn.add(measures.bytesFromClient());
      from.counters().bytesOut.add(measures.bytesToClient());
    }
    measures.ended();
    logEnd();
    dispatch.end();
    leave(clientEnded);
  }

  private void observe(ServerConnection upstream) {
    long now = client.loop().clock().now();
    upstream.server().counters().times.count(measures);
    upstream.server().backend().counters().times.count(measures);
    upstream.server().counters().bytesIn.add(measures.bytesFromClient());
    upstream.server().counters().bytesOut.add(measures.bytesToClient());
    Outcome outcome =
        new Outcome(dispatch.times().connectNanos(), -1, now - dispatch.times().startedAt(), false);
    upstream.server().backend().balancer().observe(upstream.server(), outcome);
  }

  /** Whether a side counts as active only by what it sends ({@code option independent-streams}). */
  private boolean independent() {
    return client.frontend().frontend().proxy().tcp().independentStreams();
  }

  /** A half-closed connection has timeouts of its own where they are set. */
  private void touchClient() {
    lastCall = false;
    ClientTimeouts set = client.frontend().frontend().timeouts();
    boolean half = (clientEnded || serverEnded) && !set.clientFin().isZero();
    long limit = half ? set.clientFin().toNanos() : limit(TimeoutKind.CLIENT, set.client());
    long tunnel = half ? 0 : tunnel();
    client.loop().deadlines().in(clientLimit, tunnel > 0 ? tunnel : limit);
  }

  private boolean tunnelled() {
    return !clientEnded && !serverEnded && tunnel() > 0;
  }

  /** Both ways are a tunnel: {@code timeout tunnel} takes the place of both sides'; 0 without. */
  private long tunnel() {
    RunningBackend to = serverConnection == null ? null : backend;
    return to == null ? 0 : limit(TimeoutKind.TUNNEL, to.backend().timeouts().tunnel());
  }

  private void touchServer() {
    RunningBackend from = backend;
    if (from != null) {
      ServerTimeouts set = from.backend().timeouts();
      boolean half = (clientEnded || serverEnded) && !set.serverFin().isZero();
      long tunnel = tunnel();
      long limit = tunnel > 0 ? tunnel : limit(TimeoutKind.SERVER, set.server());
      client.loop().deadlines().in(serverLimit, half ? set.serverFin().toNanos() : limit);
    }
  }

  @Override
  public Reuse reuse() {
    return Reuse.NONE;
  }

  @Override
  public boolean spoken() {
    return measures.bytesFromClient() > 0;
  }

  @Override
  public boolean unread() {
    return false;
  }
}
