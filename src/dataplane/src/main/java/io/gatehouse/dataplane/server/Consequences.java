package io.gatehouse.dataplane.server;

/** What a change of a server asks of the rest of the data plane. Called on the control thread. */
public interface Consequences {
  /** While the data plane is built there are neither sessions nor checks. */
  Consequences NONE =
      new Consequences() {
        @Override
        public void endSessions(RunningServer server, char cause) {}

        @Override
        public void checkSoon(RunningServer server) {}

        @Override
        public void moved(RunningServer server) {}
      };

  /**
   * Ends all exchanges that this server has.
   *
   * @param cause first letter of their termination state: {@code D} or {@code U}
   */
  void endSessions(RunningServer server, char cause);

  /** Its next check is to come after {@code fastinter}. */
  void checkSoon(RunningServer server);

  /** It has another address: connections to the one before are not used again. */
  void moved(RunningServer server);
}
