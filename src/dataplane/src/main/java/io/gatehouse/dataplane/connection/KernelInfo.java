package io.gatehouse.dataplane.connection;

import io.gatehouse.api.ConnectionView.TcpInfo;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.channel.uring.IoUringTcpInfo;

/** What the kernel tells about a TCP connection; a system call each time. On its event loop. */
public final class KernelInfo {
  private KernelInfo() {}

  /** -1 where the kernel was not asked: other sockets, NIO, a closed connection. */
  public static long read(Channel channel, TcpInfo value) {
    if (!channel.isOpen()) {
      return -1;
    }
    return switch (channel) {
      case EpollSocketChannel tcp -> of(tcp.tcpInfo(), value);
      case IoUringSocketChannel tcp -> of(tcp.tcpInfo(), value);
      default -> -1;
    };
  }

  private static long of(EpollTcpInfo info, TcpInfo value) {
    return switch (value) {
      case RTT -> info.rtt();
      case RTTVAR -> info.rttvar();
      case UNACKED -> info.unacked();
      case SACKED -> info.sacked();
      case LOST -> info.lost();
      case RETRANS -> info.retrans();
      case FACKETS -> info.fackets();
      case REORDERING -> info.reordering();
    };
  }

  private static long of(IoUringTcpInfo info, TcpInfo value) {
    return switch (value) {
      case RTT -> info.rtt();
      case RTTVAR -> info.rttvar();
      case UNACKED -> info.unacked();
      case SACKED -> info.sacked();
      case LOST -> info.lost();
      case RETRANS -> info.retrans();
      case FACKETS -> info.fackets();
      case REORDERING -> info.reordering();
    };
  }
}
