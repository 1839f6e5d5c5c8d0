package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.server.RunningServer;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** {@code set server … addr}: a literal address, and perhaps a port. */
final class NewAddress {
  private static final String BY = " by 'stats socket command'\n";
  private static final int HIGHEST_PORT = 65_535;

  private final RunningGateway gateway;

  NewAddress(RunningGateway gateway) {
    this.gateway = gateway;
  }

  void give(RunningServer server, Request request, Answer answer) {
    String host = request.word(4);
    boolean port = request.word(5).equals("port");
    if (host.isEmpty() || (port && request.word(6).isEmpty())) {
      answer.error("set server <b>/<s> addr requires an address and optionally a port.\n");
      return;
    }
    byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
    if (address == null || !(server.address() instanceof InetSocketAddress old)) {
      answer.message(Severity.WARNING, "Invalid addr '" + host + "'" + BY);
      return;
    }
    Numbers.Leading number = Numbers.leading(port ? request.word(6) : "" + old.getPort());
    if (number.digits().isEmpty() || !number.rest().isEmpty()) {
      answer.message(Severity.WARNING, "provided port is not an integer" + BY);
    } else if (number.value() < 0 || number.value() > HIGHEST_PORT) {
      answer.message(Severity.WARNING, "provided port is not valid" + BY);
    } else {
      move(server, old, new Wish(inet(address), (int) number.value(), port), answer);
    }
  }

  /** Where the server shall be, and whether a port was named. */
  private record Wish(InetAddress address, int port, boolean named) {}

  private static InetAddress inet(byte[] address) {
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes", e);
    }
  }

  private void move(RunningServer server, InetSocketAddress old, Wish wish, Answer answer) {
    boolean sameAddress = wish.address.equals(old.getAddress());
    boolean samePort = wish.port == old.getPort();
    StringBuilder told = new StringBuilder();
    told.append(
        sameAddress
            ? "no need to change the addr"
            : changed("IP", text(old.getAddress()), text(wish.address)));
    if (wish.named) {
      told.append(", ");
      told.append(
          samePort
              ? "no need to change the port"
              : changed("port", "" + old.getPort(), "" + wish.port));
    }
    if (!sameAddress || !samePort) {
      InetSocketAddress next = new InetSocketAddress(wish.address, wish.port);
      gateway.change(() -> server.backend().whereabouts().set(server, next));
    }
    answer.message(Severity.WARNING, told + BY);
  }

  private static String changed(String what, String from, String to) {
    return what + " changed from '" + from + "' to '" + to + "'";
  }

  /** A server whose name was not resolved had none. */
  private static String text(@Nullable InetAddress address) {
    return address == null ? "(null)" : NetUtil.toAddressString(address);
  }
}
