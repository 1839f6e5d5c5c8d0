package io.gatehouse.dataplane.loop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.channel.ChannelConfig;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;

/**
 * Socket options by Linux's own numbers, so that io_uring and epoll take them alike. NIO knows none
 * of them.
 */
public final class KernelOption {
  private static final int SOCKET = 1;
  private static final int IP = 0;
  private static final int TCP = 6;
  private static final int IPV6 = 41;
  private static final int BIND_TO_DEVICE = 25;

  public static final IntegerUnixChannelOption KEEP_ALIVE = option("SO_KEEPALIVE", SOCKET, 9);
  public static final IntegerUnixChannelOption LISTENS = option("SO_ACCEPTCONN", SOCKET, 30);
  public static final IntegerUnixChannelOption MARK = option("SO_MARK", SOCKET, 36);
  public static final IntegerUnixChannelOption TTL = option("IP_TTL", IP, 2);
  public static final IntegerUnixChannelOption HOP_LIMIT = option("IPV6_UNICAST_HOPS", IPV6, 16);
  public static final IntegerUnixChannelOption FREE_BIND = option("IP_FREEBIND", IP, 15);
  public static final IntegerUnixChannelOption TRANSPARENT = option("IP_TRANSPARENT", IP, 19);
  public static final IntegerUnixChannelOption LATE_PORT =
      option("IP_BIND_ADDRESS_NO_PORT", IP, 24);
  public static final IntegerUnixChannelOption V6_ONLY = option("IPV6_V6ONLY", IPV6, 26);
  public static final IntegerUnixChannelOption NO_DELAY = option("TCP_NODELAY", TCP, 1);
  public static final IntegerUnixChannelOption MAX_SEGMENT = option("TCP_MAXSEG", TCP, 2);
  public static final IntegerUnixChannelOption KEEP_IDLE = option("TCP_KEEPIDLE", TCP, 4);
  public static final IntegerUnixChannelOption KEEP_INTERVAL = option("TCP_KEEPINTVL", TCP, 5);
  public static final IntegerUnixChannelOption KEEP_COUNT = option("TCP_KEEPCNT", TCP, 6);
  public static final IntegerUnixChannelOption DEFER_ACCEPT = option("TCP_DEFER_ACCEPT", TCP, 9);
  public static final IntegerUnixChannelOption QUICK_ACK = option("TCP_QUICKACK", TCP, 12);
  public static final IntegerUnixChannelOption USER_TIMEOUT = option("TCP_USER_TIMEOUT", TCP, 18);
  public static final IntegerUnixChannelOption REPAIR = option("TCP_REPAIR", TCP, 19);
  public static final IntegerUnixChannelOption FAST_OPEN = option("TCP_FASTOPEN", TCP, 23);
  public static final IntegerUnixChannelOption FAST_OPEN_CONNECT =
      option("TCP_FASTOPEN_CONNECT", TCP, 30);

  private KernelOption() {}

  private static IntegerUnixChannelOption option(String name, int level, int number) {
    return new IntegerUnixChannelOption(name, level, number);
  }

  /** {@code SO_BINDTODEVICE} for a name of this length. */
  public static RawUnixChannelOption device(String name) {
    return new RawUnixChannelOption("SO_BINDTODEVICE", SOCKET, BIND_TO_DEVICE, name.length());
  }

  public static ByteBuffer bytes(String name) {
    return ByteBuffer.wrap(name.getBytes(US_ASCII));
  }

  /** Ties a socket to an interface: what it sends and receives passes there only. */
  public static void device(ChannelConfig config, String name) {
    config.setOption(device(name), bytes(name));
  }
}
