package io.gatehouse.dataplane.loop;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.dataplane.connection.Guests;
import io.gatehouse.dataplane.http.HeadPool;
import io.gatehouse.dataplane.http.HeadRules;
import io.gatehouse.dataplane.listen.Transport;
import io.gatehouse.dataplane.server.Chooser;
import io.gatehouse.dataplane.telemetry.syslog.LogWriter;
import io.gatehouse.dataplane.upstream.Engagements;
import io.gatehouse.dataplane.upstream.Homeward;
import io.gatehouse.dataplane.upstream.IdlePools;
import io.gatehouse.model.Http2Settings;
import io.gatehouse.model.Tune;
import io.netty.channel.EventLoop;

/** One event loop with what it owns alone. */
public final class Loop {
  private final int number;
  private final int loggedLine;
  private final Http2Settings http2;
  private final Http2Settings serverHttp2;
  private final EventLoop executor;
  private final Transport transport;
  private final LoopClock clock = new LoopClock();
  private final Deadlines deadlines;
  private final HeadPool heads;
  private final HeadPool editedHeads;
  private final HeadRules headRules;
  private final Sample scratch;
  private final ByteSink sink;
  private final ByteSink logLine = new ByteSink(LogWriter.LINE_CEILING);
  private final Chooser chooser = new Chooser();
  private final IdlePools idle;
  private final Engagements engagements = new Engagements();
  private final Guests guests = new Guests();
  private final Homeward homeward;

  /**
   * @param homeward of all event loops together
   */
  public Loop(int number, EventLoop executor, Transport transport, Tune tune, Homeward homeward) {
    this.number = number;
    this.homeward = homeward;
    this.loggedLine = tune.logUriLength();
    this.http2 = tune.http2();
    this.serverHttp2 = tune.serverHttp2();
    this.executor = executor;
    this.transport = transport;
    this.deadlines = new Deadlines(executor, clock);
    this.idle = new IdlePools(deadlines);
    this.headRules =
        new HeadRules(tune.bufsize(), tune.maxrewrite(), tune.maxHeaders(), false, false);
    this.heads = new HeadPool(headRules);
    this.editedHeads = new HeadPool(headRules.edited());
    this.scratch = new Sample(headRules.bufsize());
    this.sink = new ByteSink(headRules.bufsize());
  }

  /** From 0. */
  public int number() {
    return number;
  }

  /** Bytes of a request's line that are kept for logs ({@code tune.http.logurilen}). */
  public int loggedLine() {
    return loggedLine;
  }

  /** {@code tune.h2.*} of clients. */
  public Http2Settings http2() {
    return http2;
  }

  /** {@code tune.h2.*} of servers. */
  public Http2Settings serverHttp2() {
    return serverHttp2;
  }

  public EventLoop executor() {
    return executor;
  }

  public Transport transport() {
    return transport;
  }

  public LoopClock clock() {
    return clock;
  }

  public Deadlines deadlines() {
    return deadlines;
  }

  public HeadPool heads() {
    return heads;
  }

  /** For heads that go out by HTTP/2: they are read once more. */
  public HeadPool editedHeads() {
    return editedHeads;
  }

  public HeadRules headRules() {
    return headRules;
  }

  public Sample scratch() {
    return scratch;
  }

  public ByteSink sink() {
    return sink;
  }

  /** Where log lines are written before they are sent. */
  public ByteSink logLine() {
    return logLine;
  }

  public Chooser chooser() {
    return chooser;
  }

  /** The same for all of them. */
  public Homeward homeward() {
    return homeward;
  }

  /** Its client connections. */
  public Guests guests() {
    return guests;
  }

  public Engagements engagements() {
    return engagements;
  }

  public IdlePools idle() {
    return idle;
  }
}
