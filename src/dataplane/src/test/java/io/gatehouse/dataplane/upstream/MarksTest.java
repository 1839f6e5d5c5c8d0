package io.gatehouse.dataplane.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import org.junit.jupiter.api.Test;

class MarksTest {

  @Test
  void onlyWhatWasAskedForReachesTheSocket() {
    assumeTrue(Epoll.isAvailable(), "needs Linux");
    EpollSocketChannel channel = new EpollSocketChannel();
    try {
      Marks.NONE.apply(channel.config());
      assertThat(channel.config().getOption(ChannelOption.IP_TOS)).isZero();

      Marks.NONE.withTypeOfService(0x10).apply(channel.config());
      assertThat(channel.config().getOption(ChannelOption.IP_TOS)).isEqualTo(0x10);
    } finally {
      channel.unsafe().closeForcibly();
    }
  }

  @Test
  void connectionsWithOtherMarksAreNotUsedAgain() {
    byte[] none = {};
    Departure plain = new Departure(none, null, Marks.NONE);

    assertThat(plain).isEqualTo(Departure.PLAIN);
    assertThat(plain).isNotEqualTo(new Departure(none, null, Marks.NONE.withMark(7)));
  }
}
