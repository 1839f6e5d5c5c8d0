package io.gatehouse.dataplane.check;

import io.gatehouse.api.ConnectionView;
import io.gatehouse.api.ListenerView;

/** What a health check has in place of a client. */
final class NoConnection implements ConnectionView {
  static final ConnectionView INSTANCE = new NoConnection();

  static final ListenerView LISTENER =
      new ListenerView() {
        @Override
        public String name() {
          return "";
        }

        @Override
        public int id() {
          return 0;
        }

        @Override
        public int connections() {
          return 0;
        }
      };

  private static final byte[] NO_ADDRESS = {};

  private NoConnection() {}

  @Override
  public byte[] sourceAddress() {
    return NO_ADDRESS;
  }

  @Override
  public int sourcePort() {
    return 0;
  }

  @Override
  public byte[] destinationAddress() {
    return NO_ADDRESS;
  }

  @Override
  public int destinationPort() {
    return 0;
  }
}
