package io.gatehouse.dataplane.health;

import io.gatehouse.api.check.CheckStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.Set;

/**
 * What a check says of a connection that never stood, in HAProxy's words: an error that the system
 * call itself has is a "General socket error", one that the network tells later stands alone. Any
 * thread.
 *
 * @param words never empty
 */
public record ConnectFailure(CheckStatus status, String words) {
  private static final String NO_ROUTE = "No route to host";
  private static final String UNREACHABLE = "Network is unreachable";

  /** They need a packet from somebody, or the want of one. */
  private static final Set<String> TOLD_LATER =
      Set.of("Connection refused", "Connection reset by peer", "Connection timed out");

  /** What the call says where no port is left to connect from. */
  private static final Set<String> NO_PORT =
      Set.of("Cannot assign requested address", "Resource temporarily unavailable");

  public static ConnectFailure of(Throwable failure, SocketAddress to) {
    if (!(to instanceof InetSocketAddress inet)) {
      return new ConnectFailure(CheckStatus.SOCKERR, general(local(failure)));
    }
    String words = SystemWords.plain(failure);
    if (failure instanceof NoRouteToHostException || words.equals(NO_ROUTE)) {
      return routeless(failure, inet);
    }
    if (NO_PORT.contains(words)) {
      String cause = "Out of local source ports on the system (" + words + ")";
      return new ConnectFailure(CheckStatus.SOCKERR, cause);
    }
    return new ConnectFailure(
        CheckStatus.L4CON, TOLD_LATER.contains(words) ? SystemWords.of(failure) : general(words));
  }

  /** The address to connect from is not ours, or is taken. */
  public static ConnectFailure unbound(Throwable failure) {
    String words = "Can't bind to source address (" + SystemWords.plain(failure) + ")";
    return new ConnectFailure(CheckStatus.L4CON, words);
  }

  /** Netty says nothing of a socket's file that is not there. */
  private static String local(Throwable failure) {
    boolean missing = failure instanceof FileNotFoundException;
    return missing ? "No such file or directory" : SystemWords.plain(failure);
  }

  /**
   * Netty has one exception without words for a network and for a host that cannot be reached, be
   * it known at once or only after nobody has answered.
   */
  private static ConnectFailure routeless(Throwable failure, InetSocketAddress to) {
    String known = atOnce(to);
    if (!known.isEmpty()) {
      return new ConnectFailure(CheckStatus.L4CON, general(known));
    }
    String words = SystemWords.of(failure);
    return new ConnectFailure(
        CheckStatus.L4CON, words.isEmpty() ? SystemWords.named(NO_ROUTE) : words);
  }

  /** What the kernel's routes say, asked without a packet; empty when they lead there. */
  private static String atOnce(InetSocketAddress to) {
    if (to.getAddress().isMulticastAddress()) {
      return UNREACHABLE;
    }
    boolean four = to.getAddress().getAddress().length == 4;
    StandardProtocolFamily family =
        four ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    try (DatagramChannel asking = DatagramChannel.open(family)) {
      // Addresses of everybody are then refused, as they are to every stream.
      asking.setOption(StandardSocketOptions.SO_BROADCAST, false);
      asking.connect(to);
      return "";
    } catch (NoRouteToHostException host) {
      return NO_ROUTE;
    } catch (IOException network) {
      return UNREACHABLE;
    }
  }

  private static String general(String words) {
    return words.isEmpty() ? "General socket error" : "General socket error (" + words + ")";
  }
}
