package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.rule.Phase;
import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.persist.Stickiness;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.upstream.DispatchPlan;
import org.jspecify.annotations.Nullable;

/**
 * Whether an exchange belongs to a session, and where that leads it. Costs nothing where the
 * backend has no persistence. Confined to the client's event loop.
 */
abstract class PersistentExchange extends CountedExchange implements DispatchPlan {
  private @Nullable Stickiness stickiness;
  private boolean sticky;

  PersistentExchange(ClientLink client) {
    super(client);
  }

  @Override
  public abstract ExchangeMeasures measures();

  /** Before the next exchange of the connection. */
  protected final void forgetSession() {
    Stickiness last = stickiness;
    if (sticky && last != null) {
      last.clear();
    }
    sticky = false;
  }

  /** The rules are through: the backend's persistences look at the request. */
  protected final void recognise(RunningBackend to) {
    if (!to.backend().persistence().present()) {
      return;
    }
    Stickiness own = stickiness;
    if (own == null || !own.backend().equals(to)) {
      own = new Stickiness(to);
      stickiness = own;
    }
    sticky = true;
    own.request(this);
    measures().persistence(own.letters());
  }

  /** The backend is known; the other half of the frontend's own section counts as none. */
  protected final void routedTo(@Nullable RunningBackend to) {
    if (to != null) {
      measures().persistence(to.persistences().quietLetters());
    }
  }

  /** A rule refused the request: the log is to show what it carried. */
  protected final void refusedBy(@Nullable RunningBackend to) {
    RunningBackend own = to == null ? client.frontend().ownBackend() : to;
    if (own != null && own.backend().persistence().present()) {
      Stickiness mine = new Stickiness(own);
      mine.look(this);
      measures().persistence(mine.letters());
    }
  }

  /** What the stick tables are to know of the server that answers. */
  protected final void learn(@Nullable RunningServer from) {
    Stickiness own = stickiness;
    if (sticky && own != null && from != null) {
      if (response() != null) {
        phase(Phase.HTTP_RESPONSE);
      }
      own.learn(this, from);
    }
  }

  /**
   * The server has answered, and its rules are through. One of {@code dispatch} has no name.
   *
   * @return false when the head has no room for what keeps the session
   */
  protected final boolean remember(RunningServer from) {
    Stickiness own = stickiness;
    boolean room = true;
    if (sticky && own != null && own.backend().backend().direct().isEmpty()) {
      room = own.response(this, from);
      measures().persistence(own.letters());
    }
    return room;
  }

  @Override
  public @Nullable RunningServer stuckTo() {
    Stickiness own = stickiness;
    return sticky && own != null ? own.server() : null;
  }

  @Override
  public boolean forced() {
    Stickiness own = stickiness;
    return sticky && own != null && own.forced();
  }

  @Override
  public void unstick() {
    Stickiness own = stickiness;
    if (sticky && own != null) {
      own.release();
      measures().persistence(own.letters());
    }
  }
}
