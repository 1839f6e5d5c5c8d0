package io.gatehouse.gateway.plugins;

import io.gatehouse.api.persist.Standing;
import io.gatehouse.api.persist.StickyServer;
import io.gatehouse.api.persist.Visit;
import io.gatehouse.api.rule.ExchangeControl;
import org.jspecify.annotations.Nullable;

/** Asks a plugin's visit under guard; where it fails the exchange has no session. */
final class GuardedVisit implements Visit {
  private final Visit inner;
  private final PluginGuard guard;

  GuardedVisit(Visit inner, PluginGuard guard) {
    this.inner = inner;
    this.guard = guard;
  }

  @Override
  public @Nullable StickyServer request(ExchangeControl exchange, Standing standing) {
    if (guard.suspended()) {
      return null;
    }
    Watchdog watchdog = Watchdog.running();
    watchdog.enter(guard);
    try {
      return inner.request(exchange, standing);
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      guard.failed("request: " + e);
      return null;
    } finally {
      watchdog.leave();
    }
  }

  @Override
  public void redispatched() {
    guarded("redispatched", inner::redispatched);
  }

  @Override
  public void response(ExchangeControl exchange, StickyServer server, Standing standing) {
    guarded("response", () -> inner.response(exchange, server, standing));
  }

  private void guarded(String what, Runnable call) {
    if (guard.suspended()) {
      return;
    }
    Watchdog watchdog = Watchdog.running();
    watchdog.enter(guard);
    try {
      call.run();
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      guard.failed(what + ": " + e);
    } finally {
      watchdog.leave();
    }
  }

  @Override
  public char requestLetter() {
    return letter(true);
  }

  @Override
  public char responseLetter() {
    return letter(false);
  }

  private char letter(boolean request) {
    try {
      return request ? inner.requestLetter() : inner.responseLetter();
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      guard.failed("letter: " + e);
      return SILENT;
    }
  }
}
