package io.gatehouse.gateway.plugins;

import io.gatehouse.api.Exchange;
import io.gatehouse.api.balance.Selector;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks a plugin's selector under guard; round robin over the open servers where it fails. */
final class GuardedSelector implements Selector {
  private final Selector inner;
  private final int servers;
  private final PluginGuard guard;
  private final AtomicInteger turn = new AtomicInteger();

  GuardedSelector(Selector inner, int servers, PluginGuard guard) {
    this.inner = inner;
    this.servers = servers;
    this.guard = guard;
  }

  @Override
  public int choose(Exchange exchange, Filter filter) {
    if (guard.suspended()) {
      return inTurn(filter);
    }
    try {
      int chosen =
          guard.onProbation() ? guard.rehearse(inner, exchange, filter) : watched(exchange, filter);
      if (chosen >= NONE && chosen < servers) {
        return guard.suspended() ? inTurn(filter) : chosen;
      }
      guard.failed("it chose server " + chosen + " of " + servers);
    } catch (ExecutionException e) {
      guard.failed(String.valueOf(e.getCause()));
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      guard.failed(e.toString());
    }
    return inTurn(filter);
  }

  private int watched(Exchange exchange, Filter filter) {
    Watchdog watchdog = Watchdog.running();
    watchdog.enter(guard);
    try {
      return inner.choose(exchange, filter);
    } finally {
      watchdog.leave();
    }
  }

  private int inTurn(Filter filter) {
    int from = Integer.remainderUnsigned(turn.getAndIncrement(), servers);
    for (int step = 0; step < servers; step++) {
      int index = from + step < servers ? from + step : from + step - servers;
      if (filter.open(index)) {
        return index;
      }
    }
    return NONE;
  }
}
