package io.gatehouse.gateway.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** Where a frontend listens is told the way its line says it. */
class AnnouncementTest {
  @Test
  void addressesAreReadable() {
    InetSocketAddress inet = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 80);
    assertThat(Announcement.text(inet)).isEqualTo("127.0.0.1:80");
    assertThat(Announcement.text(new DomainSocketAddress("/run/s"))).isEqualTo("/run/s");
    assertThat(Announcement.text(new DomainSocketAddress("\0name"))).isEqualTo("abns@name");
    assertThat(Announcement.text(new DomainSocketAddress("\0name\0\0"))).isEqualTo("abns@name");
  }
}
