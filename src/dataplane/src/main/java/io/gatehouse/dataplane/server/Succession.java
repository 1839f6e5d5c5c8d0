package io.gatehouse.dataplane.server;

import io.gatehouse.api.balance.Balancer;
import io.gatehouse.dataplane.queue.Ticket;
import java.util.ArrayList;
import java.util.List;

/**
 * The backends of one name that still have exchanges: the one of the configuration in force last,
 * those of earlier ones in front of it. A server that is the same in several of them is one object,
 * so what becomes of it concerns them all. Changed by the control thread, read by any.
 */
final class Succession {
  private volatile List<RunningBackend> living = List.of();

  /** How many there are with it. */
  int add(RunningBackend newest) {
    List<RunningBackend> all = new ArrayList<>(living);
    all.add(newest);
    living = List.copyOf(all);
    return all.size();
  }

  void remove(RunningBackend ended) {
    living = living.stream().filter(backend -> backend != ended).toList();
  }

  boolean uses(Balancer balancer) {
    return living.stream().anyMatch(backend -> backend.balancer().equals(balancer));
  }

  boolean uses(Persistences persistences) {
    return living.stream().anyMatch(backend -> backend.persistences().equals(persistences));
  }

  /** Makes the event loops see what became of the servers, in every generation. */
  void publish() {
    List<RunningBackend> all = living;
    for (int i = 0; i < all.size(); i++) {
      all.get(i).publishOwn();
    }
  }

  /** Gives free slots away: those who wait since an earlier configuration come first. */
  void serve() {
    List<RunningBackend> all = living;
    for (int i = 0; i < all.size(); i++) {
      all.get(i).waitingRoom().serve();
    }
  }

  /** Tells those who wait for a server that is gone to choose again; how many they are. */
  int expel(RunningServer gone) {
    int count = 0;
    for (RunningBackend backend : living) {
      count += backend.waitingRoom().expel(gone, Ticket.Waiter::chooseAgain);
    }
    return count;
  }
}
