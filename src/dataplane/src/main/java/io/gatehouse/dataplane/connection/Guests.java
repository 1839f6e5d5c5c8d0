package io.gatehouse.dataplane.connection;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The client connections of one event loop: a list through the connections themselves, so that
 * coming and going costs nothing. Confined to its event loop.
 */
public final class Guests {
  private @Nullable ClientConnection first;

  void add(ClientConnection guest) {
    ClientConnection second = first;
    guest.next = second;
    guest.previous = null;
    if (second != null) {
      second.previous = guest;
    }
    first = guest;
  }

  void remove(ClientConnection guest) {
    ClientConnection before = guest.previous;
    ClientConnection after = guest.next;
    if (before != null) {
      before.next = after;
    } else if (first == guest) {
      first = after;
    }
    if (after != null) {
      after.previous = before;
    }
    guest.next = null;
    guest.previous = null;
  }

  /** Calls for each of them; it may leave meanwhile. */
  public void each(Consumer<ClientConnection> call) {
    ClientConnection guest = first;
    while (guest != null) {
      ClientConnection following = guest.next;
      call.accept(guest);
      guest = following;
    }
  }
}
