package io.gatehouse.dataplane.names;

import io.gatehouse.dataplane.server.Addresses;
import io.gatehouse.model.Resolvers.NameServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryEncoder;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsResponse;
import java.net.InetSocketAddress;
import java.util.List;

/** A name server that is asked with datagrams. Its socket is connected: only it can answer. */
final class UdpLink extends NameServerLink {
  private static final InetSocketAddress ANY = new InetSocketAddress(0);

  private final InetSocketAddress address;

  UdpLink(NameServer server, Section section) {
    super(server, section);
    this.address = (InetSocketAddress) Addresses.of(server.endpoint());
  }

  @Override
  DnsQuery query(int id, String name, RecordType type) {
    return Questions.fill(new DatagramDnsQuery(ANY, address, id), name, type, payload());
  }

  private int payload() {
    return section().settings().payload();
  }

  @Override
  ChannelFuture connect() {
    return new Bootstrap()
        .group(section().sockets().loop())
        .channelFactory(section().sockets().datagrams())
        // One byte more than is accepted, to tell what is too big.
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(payload() + 1))
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new DatagramDnsQueryEncoder(), new Receiver());
              }
            })
        .connect(address);
  }

  private final class Receiver extends DatagramDnsResponseDecoder {
    @Override
    protected void decode(ChannelHandlerContext context, DatagramPacket packet, List<Object> out) {
      int size = packet.content().readableBytes();
      if (size > payload()) {
        tooBig();
      } else if (size < 2) {
        garbage();
      } else {
        received(
            packet.content().getUnsignedShort(packet.content().readerIndex()),
            read(context, packet));
      }
    }

    private Answer read(ChannelHandlerContext context, DatagramPacket packet) {
      try {
        DnsResponse response = decodeResponse(context, packet);
        try {
          return AnswerReader.read(response);
        } finally {
          response.release();
        }
      } catch (Exception malformed) {
        return Answer.failed("", Answer.Verdict.INVALID);
      }
    }

    /** Nobody listens there, says the kernel: the question stays without an answer. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable unreachable) {
      if (!context.channel().isActive()) {
        var _ = context.close();
      }
    }
  }
}
