package io.gatehouse.dataplane.listen;

import io.gatehouse.model.Mode;
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
import java.util.Arrays;

/**
 * The receive buffers that an event loop lends to io_uring. The kernel takes one when bytes have
 * come, so a connection that waits holds none; small messages follow each other in one buffer where
 * the kernel can do that.
 */
enum Ring {
  /** For mode http: a head or two. */
  MESSAGES(1, 32, 32 * 1_024),
  /** For mode tcp: as much of a stream at a time as a socket usually holds. */
  STREAMS(2, 16, 128 * 1_024);

  private final short group;
  private final short buffers;
  private final int size;

  /** The ring knows the sizes: one for all channels, instead of one for each that learns them. */
  private final RecvByteBufAllocator sizes;

  Ring(int group, int buffers, int size) {
    this.group = (short) group;
    this.buffers = (short) buffers;
    this.size = size;
    this.sizes = new FixedRecvByteBufAllocator(size);
  }

  static Ring of(Mode mode) {
    return mode == Mode.TCP ? STREAMS : MESSAGES;
  }

  static IoUringIoHandlerConfig config() {
    IoUringIoHandlerConfig config = new IoUringIoHandlerConfig();
    if (IoUring.isRegisterBufferRingSupported()) {
      // All at once: a second call would replace the rings of the first.
      config.setBufferRingConfig(
          Arrays.stream(values()).map(Ring::buffers).toArray(IoUringBufferRingConfig[]::new));
    }
    return config;
  }

  private IoUringBufferRingConfig buffers() {
    return IoUringBufferRingConfig.builder()
        .bufferGroupId(group)
        .bufferRingSize(buffers)
        .batchSize(buffers)
        .incremental(IoUring.isRegisterBufferRingIncSupported())
        .allocator(new IoUringFixedBufferRingAllocator(size))
        .build();
  }

  /** A channel looks for its ring when it is registered. */
  void use(ServerBootstrap bootstrap) {
    if (IoUring.isRegisterBufferRingSupported()) {
      bootstrap.childOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, group);
      bootstrap.childOption(ChannelOption.RECVBUF_ALLOCATOR, sizes);
    }
  }

  void use(Channel channel) {
    if (IoUring.isRegisterBufferRingSupported()) {
      channel.config().setOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, group);
      channel.config().setOption(ChannelOption.RECVBUF_ALLOCATOR, sizes);
    }
  }
}
