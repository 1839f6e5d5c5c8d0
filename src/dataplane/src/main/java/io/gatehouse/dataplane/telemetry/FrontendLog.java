package io.gatehouse.dataplane.telemetry;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Measures;
import io.gatehouse.api.rule.AddressText;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.model.CaptureSettings;
import io.gatehouse.model.Frontend;
import io.gatehouse.model.LogSettings;
import io.gatehouse.model.Mode;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What a frontend logs of its traffic (manual section 8): decides whether an exchange gets a line,
 * when, at which level and in which format. Any event loop.
 */
public final class FrontendLog {
  private final String name;
  private final boolean http;
  private final LogSettings settings;
  private final ProxyLog lines;
  private final AccessLog observer;
  private final @Nullable Format format;
  private final @Nullable Format errorFormat;
  private final @Nullable Format structuredData;
  private final Format.Ready ready;
  private final LongAdder written = new LongAdder();

  /**
   * @param lines where the lines go
   * @param observer told about each exchange, whether it is logged or not
   */
  public FrontendLog(Frontend frontend, ProxyLog lines, AccessLog observer) {
    this.name = frontend.proxy().name();
    this.http = frontend.proxy().mode() == Mode.HTTP;
    this.settings = frontend.log();
    this.lines = lines;
    this.observer = observer;
    this.format = settings.format().orElse(null);
    this.errorFormat = settings.errorFormat().orElse(null);
    this.structuredData = settings.structuredData().orElse(null);
    this.ready = ready(frontend);
  }

  /** {@code option logasap} does not wait for sizes and times; captures wait for the response. */
  private Format.Ready ready(Frontend frontend) {
    if (format == null) {
      return Format.Ready.END;
    }
    Format.Ready latest = format.ready();
    if (structuredData != null && structuredData.ready().compareTo(latest) > 0) {
      latest = structuredData.ready();
    }
    boolean captures = !frontend.captures().equals(CaptureSettings.NONE);
    boolean early = latest == Format.Ready.END ? settings.asap() : latest == Format.Ready.RESPONSE;
    if (early || (latest == Format.Ready.REQUEST && (captures || !http))) {
      return Format.Ready.RESPONSE;
    }
    return latest;
  }

  public ProxyLog lines() {
    return lines;
  }

  /** Lines about exchanges so far ({@code %lc}). */
  public long written() {
    return written.sum();
  }

  /**
   * An exchange begins: in mode tcp when the connection was accepted, in mode http when the head is
   * there. Without a format this is the moment of the line.
   */
  public void started(LoggedExchange exchange) {
    if (format != null || lines.silent()) {
      return;
    }
    ByteSink line = exchange.logLine().clear();
    if (exchange.client().sourceAddress().length == 0) {
      line.add("Connect to unix:").add((long) exchange.listener().id());
    } else {
      line.add("Connect from ");
      address(exchange.sourceAddress(), exchange.source(), line);
      line.add(" to ");
      address(exchange.destinationAddress(), exchange.destination(), line);
    }
    line.add(" (").add(name).add(http ? "/HTTP)" : "/TCP)");
    lines.send(ProxyLog.INFO, line, 0);
  }

  private static void address(byte[] address, SocketAddress full, ByteSink line) {
    AddressText.write(address, 0, address.length, line);
    line.add((byte) ':').add(full instanceof InetSocketAddress inet ? (long) inet.getPort() : 0);
  }

  /**
   * The request's head is there and is not the monitor's. A line that tells of nothing else is
   * written now, and once more when an answer comes; that is HAProxy's way.
   *
   * @return whether the exchange's end needs no line any more
   */
  public boolean requested(LoggedExchange exchange) {
    boolean now = ready == Format.Ready.REQUEST;
    if (now) {
      var _ = logs(exchange);
    }
    return now;
  }

  /**
   * The server's answer, or its connection in mode tcp, is there.
   *
   * @return whether the exchange's end needs no line any more
   */
  public boolean answered(LoggedExchange exchange) {
    return ready != Format.Ready.END && (logs(exchange) || ready == Format.Ready.REQUEST);
  }

  /** An exchange has ended that was not logged before. */
  public void ended(LoggedExchange exchange) {
    if (!settings.dontLogNull() || exchange.spoken()) {
      var _ = logs(exchange);
    }
  }

  /**
   * Logs it as it is now.
   *
   * @return false when only its course until now is the reason that it has no line ({@code option
   *     dontlog-normal}): it may still go wrong
   */
  private boolean logs(LoggedExchange exchange) {
    if (lines.silent() || exchange.logLevel() == LoggedExchange.SILENT) {
      return true;
    }
    boolean unread = exchange.unread();
    boolean error = unread || error(exchange);
    if (!error && settings.dontLogNormal()) {
      return false;
    }
    Format chosen = unread && errorFormat != null ? errorFormat : format;
    if (chosen != null) {
      int level = error && settings.separateErrors() ? ProxyLog.ERR : ProxyLog.INFO;
      write(exchange, chosen, exchange.logLevel() >= 0 ? exchange.logLevel() : level);
      written.increment();
    }
    return true;
  }

  /** For those who watch exchanges themselves. */
  public void observed(LoggedExchange exchange, RunningFrontend frontend) {
    observer.log(exchange, frontend);
  }

  /**
   * Manual section 8.3.3: what is neither normal nor answered by the gateway itself, or needed more
   * than one attempt.
   */
  private boolean error(LoggedExchange exchange) {
    Measures measures = exchange.measures();
    char cause = (char) (measures.terminationState() & 0xff);
    return measures.redispatched()
        || (cause != '-' && cause != 'L')
        || (cause == '-' && measures.retries() > 0)
        || (http && measures.status() >= 500);
  }

  private void write(LoggedExchange exchange, Format chosen, int level) {
    ByteSink line = exchange.logLine().clear();
    Sample scratch = exchange.scratch();
    if (structuredData != null) {
      structuredData.write(exchange, scratch, line);
    }
    int structured = line.length();
    chosen.write(exchange, scratch, line);
    lines.send(level, line, structured);
  }
}
