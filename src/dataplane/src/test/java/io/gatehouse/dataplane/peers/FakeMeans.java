package io.gatehouse.dataplane.peers;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process whose clock stands still until it is set, and whose connections lead nowhere. */
final class FakeMeans implements PeerGroup.Means {
  /** This side's ends of the connections that it has made. */
  final List<EmbeddedChannel> dials = new ArrayList<>();

  long millis = 1;

  @Override
  public long millis() {
    return millis;
  }

  @Override
  public long wallClock() {
    return 0;
  }

  @Override
  public long random() {
    return 0;
  }

  @Override
  public void wake() {}

  @Override
  public void connect(PeerLink link, SocketAddress address) {
    dials.add(new EmbeddedChannel(link));
  }

  @Override
  public @Nullable SocketAddress here() {
    return null;
  }
}
