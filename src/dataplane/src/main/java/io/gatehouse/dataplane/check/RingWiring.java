package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.Dialing;
import io.gatehouse.dataplane.health.ConnectFailure;
import io.gatehouse.dataplane.health.SystemWords;
import io.gatehouse.dataplane.loop.KernelOption;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Straight to an address, by {@link RingSockets}. */
final class RingWiring implements Wiring {
  private static final byte[] NOTHING = {};

  private final CheckLoop loop;
  private final RingSocket socket;
  private final InetSocketAddress address;
  private final Dialing dialing;
  private final User user;
  private byte[] saying = NOTHING;
  private int gone;
  private boolean open;
  private boolean listening;

  RingWiring(
      CheckLoop loop, RingSocket socket, InetSocketAddress address, Dialing dialing, User user) {
    this.loop = loop;
    this.socket = socket;
    this.address = address;
    this.dialing = dialing;
    this.user = user;
  }

  @Override
  public void begin() throws IOException {
    Socket made = socket.open(address.getAddress() instanceof Inet6Address, this);
    open = true;
    if (!dialing.polite()) {
      made.setSoLinger(0);
    }
    if (dialing.prompt()) {
      // The handshake's last acknowledgement goes with the first bytes, or with the reset.
      made.setIntOpt(KernelOption.QUICK_ACK.level(), KernelOption.QUICK_ACK.optname(), 0);
    }
    socket.connect(address);
  }

  void completed(byte operation, int result) {
    loop.clock().tick();
    switch (operation) {
      case RingSocket.CONNECT -> connected(result);
      case RingSocket.POLL -> connected(socket.outcome());
      case RingSocket.SEND -> sent(result);
      default -> heard(result);
    }
  }

  private void connected(int result) {
    if (result == 0) {
      user.connected(false);
    } else if (result == Errors.ERRNO_EINPROGRESS_NEGATIVE) {
      socket.awaitConnected();
    } else {
      ConnectFailure failure = ConnectFailure.of(failure(result), address);
      user.failed(failure.status(), failure.words());
    }
  }

  /** As a channel has it. */
  private static IOException failure(int result) {
    try {
      Errors.handleConnectErrno("connect", result);
      return Errors.newIOException("connect", result);
    } catch (IOException failure) {
      return failure;
    }
  }

  @Override
  public boolean say(byte[] bytes) {
    saying = bytes;
    gone = 0;
    socket.send(bytes, 0);
    return false;
  }

  private void sent(int result) {
    if (result < 0) {
      user.failed(CheckStatus.SOCKERR, words(result));
      return;
    }
    gone += result;
    if (gone < saying.length) {
      socket.send(saying, gone);
    } else {
      user.said();
    }
  }

  @Override
  public void listen() {
    if (!listening) {
      listening = true;
      socket.receive();
    }
  }

  private void heard(int result) {
    listening = false;
    if (result > 0) {
      user.received(socket.received(result));
      user.paused();
    } else if (result == 0) {
      user.ended();
    } else {
      user.broken(words(result));
    }
  }

  private static String words(int result) {
    return SystemWords.of(Errors.newIOException("call", result));
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      socket.close();
    }
  }
}
