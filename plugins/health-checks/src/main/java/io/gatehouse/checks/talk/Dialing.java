package io.gatehouse.checks.talk;

import io.gatehouse.api.check.CheckRoute;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.CheckTarget;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import jdk.net.ExtendedSocketOptions;

/** Connects sockets the way a check's route says, up to its first own byte. */
public final class Dialing {
  private static final byte[] SIGNATURE = {
    0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a
  };
  private static final byte LOCAL = 0x20;
  private static final int GRANTED = 0x5a;
  private static final int ANSWER = 8;

  /** Asked once: each socket would make the whole set of its options. */
  private static final boolean QUICKACK = knowsQuickack();

  private Dialing() {}

  private static boolean knowsQuickack() {
    try (Socket any = new Socket()) {
      return any.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
    } catch (IOException impossible) {
      return false;
    }
  }

  /**
   * Before it is connected: the last acknowledgement is held back, so that the server's application
   * never hears of a connection that is reset at once.
   */
  public static void keepSilent(Socket socket) throws IOException {
    if (QUICKACK) {
      socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, false);
    }
  }

  /**
   * What of the route is used.
   *
   * @param socks goes through the proxy, where there is one
   * @param proxied begins with a header of the PROXY protocol
   */
  public record Detour(boolean socks, boolean proxied) {
    /** As the server's own options say. */
    public static Detour of(CheckRoute route) {
      return new Detour(route.viaSocks() && route.socks().isPresent(), route.proxyVersion() > 0);
    }

    public boolean none() {
      return !socks && !proxied;
    }
  }

  /** Connects to an address, which need not be the target's own. */
  public static void connect(Socket socket, InetSocketAddress to, CheckTarget target, Detour detour)
      throws IOException {
    CheckRoute route = target.route();
    if (route.local().isPresent()) {
      socket.setReuseAddress(true);
      socket.bind(route.local().get());
    }
    if (to.isUnresolved()) {
      throw new ConnectException("Unable to resolve " + to.getHostString());
    }
    int limit = Math.toIntExact(target.connectTimeout().toMillis());
    boolean socks = detour.socks() && route.socks().isPresent();
    socket.connect(socks ? route.socks().get() : to, limit);
    if (socks) {
      socket.setSoTimeout(limit);
      further(socket, to);
    }
    if (detour.proxied()) {
      InetSocketAddress from = (InetSocketAddress) socket.getLocalSocketAddress();
      byte[] header = route.proxyVersion() == 2 ? block() : Replies.bytes(line(from, to));
      socket.getOutputStream().write(header);
    }
  }

  /** The connection stands, but whoever is to lead it further does not answer. */
  public static final class StalledException extends SocketTimeoutException {
    private static final long serialVersionUID = 1;
  }

  private static byte[] answer(Socket socket) throws IOException {
    try {
      return socket.getInputStream().readNBytes(ANSWER);
    } catch (SocketTimeoutException late) {
      StalledException stalled = new StalledException();
      stalled.initCause(late);
      throw stalled;
    }
  }

  /** What it means that a connection was not there in time. */
  public static CheckStatus late(SocketTimeoutException failure) {
    return failure instanceof StalledException ? CheckStatus.L7TOUT : CheckStatus.L4TOUT;
  }

  private static String line(InetSocketAddress from, InetSocketAddress to) {
    return "PROXY %s %s %s %d %d\r\n"
        .formatted(
            from.getAddress() instanceof Inet4Address ? "TCP4" : "TCP6",
            from.getAddress().getHostAddress(),
            to.getAddress().getHostAddress(),
            from.getPort(),
            to.getPort());
  }

  /** Version 2 can say that the connection is the sender's own. */
  private static byte[] block() {
    return ByteBuffer.allocate(SIGNATURE.length + 4).put(SIGNATURE).put(LOCAL).array();
  }

  /** Asks a SOCKS4 proxy to connect further; it knows IPv4 addresses only. */
  private static void further(Socket socket, InetSocketAddress to) throws IOException {
    if (!(to.getAddress() instanceof Inet4Address address)) {
      throw new SocketException("SOCKS4 Proxy write error during handshake");
    }
    socket
        .getOutputStream()
        .write(
            ByteBuffer.allocate(16)
                .put((byte) 4)
                .put((byte) 1)
                .putShort((short) to.getPort())
                .put(address.getAddress())
                .put(Replies.bytes("HAProxy\0"))
                .array());
    byte[] answer = answer(socket);
    if (answer.length < ANSWER) {
      throw new SocketException("SOCKS4 Proxy read error during handshake");
    }
    if ((answer[1] & 0xff) != GRANTED) {
      throw new SocketException("SOCKS4 Proxy deny the request");
    }
  }
}
