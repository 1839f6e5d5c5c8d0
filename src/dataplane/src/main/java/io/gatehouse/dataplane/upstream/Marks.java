package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.loop.KernelOption;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;

/**
 * What rules tell the kernel of the packets to a server ({@code set-bc-tos}, {@code set-bc-mark}).
 * Immutable.
 *
 * @param typeOfService of the IP header; -1 leaves it alone
 * @param mark of netfilter and routing; -1 leaves it alone
 */
public record Marks(int typeOfService, int mark) {
  /** No rule said anything; the same object always. */
  public static final Marks NONE = new Marks(-1, -1);

  public Marks withTypeOfService(int value) {
    return new Marks(value, mark);
  }

  public Marks withMark(int value) {
    return new Marks(typeOfService, value);
  }

  /** On the channel's event loop, before it connects or while it is open. */
  public void apply(ChannelConfig config) {
    if (typeOfService >= 0) {
      config.setOption(ChannelOption.IP_TOS, typeOfService);
    }
    if (mark >= 0) {
      config.setOption(KernelOption.MARK, mark);
    }
  }
}
