package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.server.RunningServer;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of one event loop that have a server at the moment, so that they can be found when
 * it goes down. A list through the dispatches themselves: joining and leaving cost nothing.
 */
public final class Engagements {
  private @Nullable Dispatch first;

  void add(Dispatch dispatch) {
    Dispatch second = first;
    dispatch.next = second;
    dispatch.previous = null;
    if (second != null) {
      second.previous = dispatch;
    }
    first = dispatch;
  }

  void remove(Dispatch dispatch) {
    Dispatch before = dispatch.previous;
    Dispatch after = dispatch.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after != null) {
      after.previous = before;
    }
    dispatch.next = null;
    dispatch.previous = null;
  }

  /**
   * Ends what this server is busy with.
   *
   * @param cause one of those that are {@link Failure#lost}
   */
  public void end(RunningServer server, Failure cause) {
    Dispatch dispatch = first;
    while (dispatch != null) {
      Dispatch following = dispatch.next;
      if (server.equals(dispatch.server())) {
        lose(dispatch, cause);
      }
      dispatch = following;
    }
  }

  /**
   * Who is still connecting to a server that goes down has told it nothing: another one will do.
   */
  private static void lose(Dispatch dispatch, Failure cause) {
    Connecting pending = dispatch.connecting;
    if (pending == null || cause != Failure.SERVER_DOWN) {
      dispatch.fail(cause);
    } else {
      pending.cancel();
      dispatch.connectFailed(cause, false);
    }
  }
}
