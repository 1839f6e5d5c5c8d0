package io.gatehouse.gateway.plugins;

import io.gatehouse.api.persist.Standing;
import io.gatehouse.api.persist.StickyServer;
import io.gatehouse.api.persist.Visit;
import io.gatehouse.api.rule.ExchangeControl;
import java.util.function.BooleanSupplier;
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
    var _ =
        guarded(
            "redispatched",
            () -> {
              inner.redispatched();
              return true;
            });
  }

  @Override
  public boolean response(ExchangeControl exchange, StickyServer server, Standing standing) {
    return guarded("response", () -> inner.response(exchange, server, standing));
  }

  /** What it says; true where it says nothing because it failed. */
  private boolean guarded(String what, BooleanSupplier call) {
    if (guard.suspended()) {
      return true;
    }
    Watchdog watchdog = Watchdog.running();
    watchdog.enter(guard);
    try {
      return call.getAsBoolean();
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      guard.failed(what + ": " + e);
      return true;
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
