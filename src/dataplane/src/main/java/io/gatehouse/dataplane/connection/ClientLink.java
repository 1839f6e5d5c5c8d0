package io.gatehouse.dataplane.connection;

import io.gatehouse.api.ConnectionView;
import io.gatehouse.api.ListenerView;
import io.gatehouse.dataplane.loop.Loop;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** What is known of a client's connection. Confined to its event loop. */
public final class ClientLink implements ConnectionView {
  private static final byte[] NO_ADDRESS = {};
  private static final InetSocketAddress UNKNOWN = InetSocketAddress.createUnresolved("", 0);

  private final Channel channel;
  private final Loop loop;
  private final RunningFrontend frontend;
  private final ListenerView listener;
  private final long acceptDate;
  private final long acceptNanos = System.nanoTime();
  private SocketAddress source;
  private SocketAddress destination;
  private byte[] sourceAddress;
  private byte[] destinationAddress;

  /**
   * @param mapped the listening socket is one of IPv6: clients of IPv4 are seen as mapped addresses
   */
  public ClientLink(
      Channel channel, Loop loop, RunningFrontend frontend, ListenerView listener, boolean mapped) {
    this.channel = channel;
    this.loop = loop;
    this.frontend = frontend;
    this.listener = listener;
    this.acceptDate = frontend.surroundings().wallClock();
    this.source = known(channel.remoteAddress());
    this.destination = known(channel.localAddress());
    this.sourceAddress = accepted(source, mapped);
    this.destinationAddress = accepted(destination, mapped);
  }

  private static SocketAddress known(@Nullable SocketAddress address) {
    return address == null ? UNKNOWN : address;
  }

  /** The kernel's own form; Java turns mapped addresses into those of IPv4. */
  private static byte[] accepted(SocketAddress address, boolean mapped) {
    byte[] bytes = bytes(address);
    if (!mapped || bytes.length != 4) {
      return bytes;
    }
    byte[] six = new byte[16];
    six[10] = (byte) 0xff;
    six[11] = (byte) 0xff;
    System.arraycopy(bytes, 0, six, 12, 4);
    return six;
  }

  private static byte[] bytes(SocketAddress address) {
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getAddress()
        : NO_ADDRESS;
  }

  public Channel channel() {
    return channel;
  }

  public Loop loop() {
    return loop;
  }

  public RunningFrontend frontend() {
    return frontend;
  }

  public ListenerView listener() {
    return listener;
  }

  public long acceptDate() {
    return acceptDate;
  }

  public long acceptNanos() {
    return acceptNanos;
  }

  public SocketAddress source() {
    return source;
  }

  public void source(InetSocketAddress address) {
    source = address;
    sourceAddress = bytes(address);
  }

  public SocketAddress destination() {
    return destination;
  }

  public void destination(InetSocketAddress address) {
    destination = address;
    destinationAddress = bytes(address);
  }

  @Override
  public byte[] sourceAddress() {
    return sourceAddress;
  }

  @Override
  public int sourcePort() {
    return source instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }

  @Override
  public byte[] destinationAddress() {
    return destinationAddress;
  }

  @Override
  public int destinationPort() {
    return destination instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }
}
