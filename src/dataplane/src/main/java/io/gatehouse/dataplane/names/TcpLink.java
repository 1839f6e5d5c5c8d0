package io.gatehouse.dataplane.names;

import io.gatehouse.dataplane.server.Addresses;
import io.gatehouse.model.Resolvers.NameServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DefaultDnsQuery;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.TcpDnsQueryEncoder;
import java.net.InetSocketAddress;

/** A name server that is asked over one connection, which is opened again when it is lost. */
final class TcpLink extends NameServerLink {
  private static final int LARGEST = 65_535;
  private static final int LENGTH = 2;

  private final InetSocketAddress address;

  TcpLink(NameServer server, Section section) {
    super(server, section);
    this.address = (InetSocketAddress) Addresses.of(server.endpoint());
  }

  @Override
  DnsQuery query(int id, String name, RecordType type) {
    return Questions.fill(new DefaultDnsQuery(id), name, type, section().settings().payload());
  }

  @Override
  ChannelFuture connect() {
    return new Bootstrap()
        .group(section().sockets().loop())
        .channelFactory(section().sockets().streams())
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) section().settings().retry().toMillis())
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new TcpDnsQueryEncoder(),
                        new LengthFieldBasedFrameDecoder(LARGEST, 0, LENGTH, 0, LENGTH),
                        new Receiver());
              }
            })
        .connect(address);
  }

  /** A message of a stream is read like a datagram. */
  private static final class Decoder extends DatagramDnsResponseDecoder {
    DnsResponse of(ChannelHandlerContext context, ByteBuf frame, InetSocketAddress from)
        throws Exception {
      return decodeResponse(context, new DatagramPacket(frame, from, from));
    }
  }

  private final class Receiver extends SimpleChannelInboundHandler<ByteBuf> {
    private final Decoder decoder = new Decoder();

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
      if (frame.readableBytes() > section().settings().payload()) {
        tooBig();
      } else if (frame.readableBytes() < LENGTH) {
        garbage();
      } else {
        received(frame.getUnsignedShort(frame.readerIndex()), read(context, frame));
      }
    }

    private Answer read(ChannelHandlerContext context, ByteBuf frame) {
      try {
        DnsResponse response = decoder.of(context, frame, address);
        try {
          return AnswerReader.read(response);
        } finally {
          response.release();
        }
      } catch (Exception malformed) {
        return Answer.failed("", Answer.Verdict.INVALID);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
      var _ = context.close();
    }
  }
}
