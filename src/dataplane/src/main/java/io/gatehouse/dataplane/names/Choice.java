package io.gatehouse.dataplane.names;

import io.gatehouse.dataplane.names.Answer.Address;
import io.gatehouse.model.Network;
import io.gatehouse.model.Resolution;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of several addresses a server gets (manual section 5.2, {@code resolve-prefer}, {@code
 * resolve-net} and {@code resolve-opts}). Pure.
 */
final class Choice {
  private static final int FAMILY = 8;
  private static final int NETWORK = 4;
  private static final int UNUSED = 2;
  private static final int CURRENT = 1;
  private static final int BEST = FAMILY + NETWORK + UNUSED + CURRENT;

  private final Resolution wishes;
  private final @Nullable InetAddress current;

  Choice(Resolution wishes, @Nullable InetAddress current) {
    this.wishes = wishes;
    this.current = current;
  }

  /** Whether an address is used by another server of the backend. */
  @FunctionalInterface
  interface Taken {
    boolean by(Found found);
  }

  /** The best one, of equal ones the first; null when there is none for it. */
  @Nullable Found of(List<Found> all, Taken taken) {
    Found best = null;
    int most = -1;
    for (Found found : all) {
      if (found.entry() instanceof Address(InetAddress address)) {
        boolean used = taken.by(found);
        int score = used && !wishes.duplicates() ? -1 : score(address, used);
        if (score > most) {
          best = found;
          most = score;
        }
        if (score == BEST) {
          break;
        }
      }
    }
    return best;
  }

  private int score(InetAddress address, boolean used) {
    int score = address instanceof Inet4Address == wishes.preferIpv4() ? FAMILY : 0;
    for (Network network : wishes.networks()) {
      if (network.contains(address.getAddress())) {
        score += NETWORK;
        break;
      }
    }
    return score + (used ? 0 : UNUSED) + (address.equals(current) ? CURRENT : 0);
  }
}
