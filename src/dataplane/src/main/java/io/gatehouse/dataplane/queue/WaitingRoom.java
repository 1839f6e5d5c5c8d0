package io.gatehouse.dataplane.queue;

import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.telemetry.Gauge;
import java.util.Iterator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The queue of one backend: tickets for any of its servers and tickets for one of them, in one
 * order, so that a freed slot goes to whoever waits longest among those it suits.
 *
 * <p>Without locks: {@link #serve} is run by one thread at a time; others that come meanwhile only
 * leave a note that it must be run once more. Whoever enters serves afterwards, and so does whoever
 * frees a slot: hence no slot stays free while someone waits for it.
 */
public final class WaitingRoom {
  private final ConcurrentSkipListSet<Ticket> tickets = new ConcurrentSkipListSet<>();
  private final AtomicLong sequence = new AtomicLong();
  private final AtomicInteger work = new AtomicInteger();
  private final Line backendLine = new Line();
  private final Servers servers;

  /** The servers whose slots are given out here. */
  public interface Servers extends Iterable<RunningServer> {}

  public WaitingRoom(Servers servers) {
    this.servers = servers;
  }

  /**
   * Joins the queue.
   *
   * @param only the server it must be, or null for any
   */
  public Ticket enter(
      Ticket.Waiter waiter, @Nullable RunningServer only, int priorityClass, long date) {
    Ticket ticket =
        new Ticket(
            new Ticket.Place(priorityClass, date, sequence.getAndIncrement()),
            waiter,
            only,
            only == null ? backendLine : only.line());
    ticket.line().waiting().rise();
    tickets.add(ticket);
    serve();
    return ticket;
  }

  /** Leaves without a slot; false when one was granted meanwhile. */
  public boolean leave(Ticket ticket) {
    if (!ticket.giveUp()) {
      return false;
    }
    remove(ticket);
    return true;
  }

  private void remove(Ticket ticket) {
    if (tickets.remove(ticket)) {
      ticket.line().waiting().fall();
    }
  }

  /** Those that wait for any server. */
  public Gauge backendWaiting() {
    return backendLine.waiting();
  }

  public boolean isEmpty() {
    return tickets.isEmpty();
  }

  /** Gives free slots to those who wait. Called whenever either may have appeared. */
  public void serve() {
    if (tickets.isEmpty() || work.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      for (RunningServer server : servers) {
        fill(server);
      }
      seen = work.addAndGet(-seen);
    } while (seen != 0);
  }

  /** A server that is not to be chosen now still serves those that wait for it alone. */
  private void fill(RunningServer server) {
    boolean any = server.listed();
    if (!any && server.queued() == 0) {
      return;
    }
    Iterator<Ticket> order = tickets.iterator();
    while (order.hasNext() && server.hasFreeSlot()) {
      Ticket ticket = order.next();
      RunningServer only = ticket.only();
      if (only == null ? !any : only != server) {
        continue;
      }
      if (!server.takeSlotForWaiter()) {
        return;
      }
      if (ticket.grant(server)) {
        remove(ticket);
        ticket.line().serve();
      } else {
        server.returnSlot();
      }
    }
  }

  /**
   * Tickets for a server that can no longer be used: each is granted to no one but told to choose
   * again. Called after the server went down or into maintenance.
   *
   * @return how many there were
   */
  public int expel(RunningServer gone, java.util.function.Consumer<Ticket.Waiter> again) {
    int count = 0;
    for (Ticket ticket : tickets) {
      if (ticket.only() == gone && ticket.giveUp()) {
        remove(ticket);
        again.accept(ticket.waiter());
        count++;
      }
    }
    return count;
  }
}
