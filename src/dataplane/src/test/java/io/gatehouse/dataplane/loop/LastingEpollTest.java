package io.gatehouse.dataplane.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class LastingEpollTest {
  /** More than the kernel's buffers of both sides hold. */
  private static final int LONG = 16 << 20;

  private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, LastingEpoll.factory());

  @BeforeEach
  void hasEpoll() {
    assumeTrue(Epoll.isAvailable(), "epoll is Linux's");
  }

  @AfterEach
  void end() {
    var _ = loops.shutdownGracefully();
  }

  @Test
  @Timeout(60)
  void whoSaysNoMoreStillGetsTheWholeAnswer() throws IOException, InterruptedException {
    Channel server = listen(new Answer());
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    try (Socket client = new Socket()) {
      client.setReceiveBufferSize(16_384);
      client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      client.shutdownOutput();
      assertThat(length(client.getInputStream())).isEqualTo(2L * LONG);
    }
  }

  private static long length(InputStream in) throws IOException {
    byte[] buffer = new byte[32_768];
    long length = 0;
    int count = in.read(buffer);
    while (count >= 0) {
      length += count;
      count = in.read(buffer);
    }
    return length;
  }

  private Channel listen(Answer answer) throws InterruptedException {
    return new ServerBootstrap()
        .group(loops)
        .channel(EpollServerSocketChannel.class)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(answer);
              }
            })
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .sync()
        .channel();
  }

  /** Answers once the client has ended, in two parts, between which it waits for nothing. */
  private static final class Answer extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof ChannelInputShutdownEvent) {
        context.channel().config().setAutoRead(false);
        context.executor().execute(() -> begin(context));
      }
    }

    private static void begin(ChannelHandlerContext context) {
      var _ = part(context).addListener(first -> last(context));
    }

    private static void last(ChannelHandlerContext context) {
      var _ = part(context).addListener(both -> end(context));
    }

    private static void end(ChannelHandlerContext context) {
      var _ = ((DuplexChannel) context.channel()).shutdownOutput();
    }

    private static ChannelFuture part(ChannelHandlerContext context) {
      return context.writeAndFlush(Unpooled.wrappedBuffer(new byte[LONG]));
    }
  }
}
