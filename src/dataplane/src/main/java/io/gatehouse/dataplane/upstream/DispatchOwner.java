package io.gatehouse.dataplane.upstream;

import io.gatehouse.api.rule.ExchangeControl;
import io.gatehouse.dataplane.server.RunningServer;

/** The exchange that is brought to a server. Called on its event loop. */
public interface DispatchOwner extends ServerConnection.User {
  ExchangeControl exchange();

  DispatchPlan plan();

  /** Whether the exchange was ended because this server does not serve it ({@code redir}). */
  boolean redirected(RunningServer chosen);

  void connected(ServerConnection connection);

  /** There is no server for it, or no more. */
  void dispatchFailed(Failure failure);
}
