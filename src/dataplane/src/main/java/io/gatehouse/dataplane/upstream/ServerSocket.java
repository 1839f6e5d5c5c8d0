package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.loop.KernelOption;
import io.gatehouse.dataplane.server.Addresses;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.server.SourcePorts;
import io.gatehouse.model.KeepAlive;
import io.gatehouse.model.ServerLink;
import io.gatehouse.model.Source;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** What the kernel is told of a socket before it connects to a server. On its event loop. */
final class ServerSocket {
  private final RunningServer server;
  private final Departure departure;
  private final boolean withData;

  ServerSocket(RunningServer server, Departure departure, boolean withData) {
    this.server = server;
    this.departure = departure;
    this.withData = withData;
  }

  /** The ports to choose from; null where the kernel or a foreign address decides. */
  @Nullable SourcePorts ports() {
    Source source = server.server().link().source().orElse(null);
    boolean own =
        departure.foreign() == null
            && source != null
            && !(source.foreign() instanceof Source.Foreign.Address);
    return own ? server.sourcePorts() : null;
  }

  void prepare(ChannelConfig config, SocketAddress address) {
    config.setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
    config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    if (!(address instanceof InetSocketAddress)) {
      return;
    }
    // TCP_NODELAY is on: Netty asks for it with each new socket.
    keepAlive(config, server.backend().backend().proxy().tcp().serverKeepAlive());
    if (server.backend().backend().proxy().tcp().serverNoLinger()) {
      config.setOption(ChannelOption.SO_LINGER, 0);
    }
    ServerLink link = server.server().link();
    // The kernel would wait for data, and a server that speaks first for the kernel.
    if (link.fastOpen() && withData) {
      config.setOption(KernelOption.FAST_OPEN_CONNECT, 1);
    }
    if (!link.userTimeout().isZero()) {
      config.setOption(KernelOption.USER_TIMEOUT, (int) link.userTimeout().toMillis());
    }
    departure.marks().apply(config);
    if (link.source().isPresent()) {
      source(config, link.source().get());
    }
  }

  private void source(ChannelConfig config, Source source) {
    if (source.networkInterface().isPresent()) {
      KernelOption.device(config, source.networkInterface().get());
    }
    SocketAddress from = from();
    if (from == null) {
      return;
    }
    if (departure.foreign() != null || source.foreign() instanceof Source.Foreign.Address) {
      config.setOption(KernelOption.TRANSPARENT, 1);
    }
    config.setOption(ChannelOption.SO_REUSEADDR, true);
    if (from instanceof InetSocketAddress inet && inet.getPort() == 0 && ports() == null) {
      // The port is chosen at connect: one port then serves many destinations.
      config.setOption(KernelOption.LATE_PORT, 1);
    }
  }

  private static void keepAlive(ChannelConfig config, KeepAlive keepAlive) {
    if (!keepAlive.on()) {
      return;
    }
    config.setOption(ChannelOption.SO_KEEPALIVE, true);
    if (keepAlive.count() > 0) {
      config.setOption(KernelOption.KEEP_COUNT, keepAlive.count());
    }
    if (!keepAlive.idle().isZero()) {
      config.setOption(KernelOption.KEEP_IDLE, (int) keepAlive.idle().toSeconds());
    }
    if (!keepAlive.interval().isZero()) {
      config.setOption(KernelOption.KEEP_INTERVAL, (int) keepAlive.interval().toSeconds());
    }
  }

  /** The address to connect from; null where the kernel chooses it. */
  @Nullable SocketAddress from() {
    if (departure.foreign() != null) {
      return departure.foreign();
    }
    Source source = server.server().link().source().orElse(null);
    if (source == null || !(server.address() instanceof InetSocketAddress)) {
      return null;
    }
    if (source.foreign() instanceof Source.Foreign.Address(var foreign)) {
      return Addresses.of(foreign);
    }
    return source.address().map(Addresses::of).orElse(null);
  }
}
