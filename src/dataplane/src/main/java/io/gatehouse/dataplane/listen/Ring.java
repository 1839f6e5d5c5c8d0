package io.gatehouse.dataplane.listen;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringBufferRingConfig;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringFixedBufferRingAllocator;
import io.netty.channel.uring.IoUringIoHandlerConfig;

/**
 * The receive buffers that an event loop lends to io_uring. The kernel takes one when bytes have
 * come, so a connection that waits holds none; small messages follow each other in one buffer where
 * the kernel can do that.
 */
final class Ring {
  private static final short GROUP = 1;
  private static final short BUFFERS = 32;
  private static final int BUFFER_SIZE = 32 * 1_024;

  /** The ring knows the sizes: one for all channels, instead of one for each that learns them. */
  private static final RecvByteBufAllocator SIZES = new FixedRecvByteBufAllocator(BUFFER_SIZE);

  private Ring() {}

  static IoUringIoHandlerConfig config() {
    IoUringIoHandlerConfig config = new IoUringIoHandlerConfig();
    if (IoUring.isRegisterBufferRingSupported()) {
      config.setBufferRingConfig(
          IoUringBufferRingConfig.builder()
              .bufferGroupId(GROUP)
              .bufferRingSize(BUFFERS)
              .batchSize(BUFFERS)
              .incremental(IoUring.isRegisterBufferRingIncSupported())
              .allocator(new IoUringFixedBufferRingAllocator(BUFFER_SIZE))
              .build());
    }
    return config;
  }

  /** A channel looks for its ring when it is registered. */
  static void use(ServerBootstrap bootstrap) {
    if (IoUring.isRegisterBufferRingSupported()) {
      bootstrap.childOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, GROUP);
      bootstrap.childOption(ChannelOption.RECVBUF_ALLOCATOR, SIZES);
    }
  }

  static void use(Channel channel) {
    if (IoUring.isRegisterBufferRingSupported()) {
      channel.config().setOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, GROUP);
      channel.config().setOption(ChannelOption.RECVBUF_ALLOCATOR, SIZES);
    }
  }
}
