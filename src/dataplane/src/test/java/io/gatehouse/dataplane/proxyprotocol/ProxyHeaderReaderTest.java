package io.gatehouse.dataplane.proxyprotocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.api.rule.Sample;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderReaderTest {
  private static final String LINE = "PROXY TCP6 2001:db8::1 2001:db8::2 1234 80\r\n";
  private static final byte[] BINARY =
      HexFormat.of()
          .parseHex("0d0a0d0a000d0a515549540a21110014c0000201c633640204d20050020005612e636f6d");

  @Test
  void aHeaderMayEndAtAnyByteButTheLast() throws Exception {
    byte[] line = LINE.getBytes(ISO_8859_1);
    for (byte[] header : new byte[][] {line, BINARY}) {
      for (int size = 0; size < header.length; size++) {
        ByteBuf part = Unpooled.wrappedBuffer(header, 0, size);
        assertThat(ProxyHeaderReader.read(part)).isNull();
        assertThat(part.readerIndex()).isZero();
      }
    }
  }

  @Test
  void whatFollowsTheHeaderStays() throws Exception {
    ByteBuf in = Unpooled.wrappedBuffer(BINARY, "GET".getBytes(ISO_8859_1));
    ProxyHeader header = Objects.requireNonNull(ProxyHeaderReader.read(in));
    assertThat(in.toString(ISO_8859_1)).isEqualTo("GET");
    assertThat(header.source()).isEqualTo(new InetSocketAddress("192.0.2.1", 1234));
    assertThat(header.destination()).isEqualTo(new InetSocketAddress("198.51.100.2", 80));
  }

  @Test
  void elementsAreFoundByType() throws Exception {
    ByteBuf in = Unpooled.wrappedBuffer(BINARY);
    ProxyHeader header = Objects.requireNonNull(ProxyHeaderReader.read(in));
    Sample out = new Sample(64);
    assertThat(header.elements().find(2, out)).isTrue();
    assertThat(out.text()).isEqualTo("a.com");
    assertThat(header.elements().find(5, out)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.2 -1 80\r\n",
        "PROXY TCP4 localhost 198.51.100.2 1234 80\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.2 1234 80 \r\n",
        "PROXY\r\n",
        "PROXY UDP4 192.0.2.1",
        "\r\n\r\n\0\r\nQUIT\r"
      })
  void otherBytesAreRefused(String text) {
    ByteBuf in = Unpooled.wrappedBuffer(text.getBytes(ISO_8859_1));
    assertThatThrownBy(() -> ProxyHeaderReader.read(in)).isInstanceOf(ProxyHeader.Malformed.class);
  }

  @Test
  void aLineThatDoesNotEndIsNotWaitedFor() {
    String endless = "PROXY TCP4 " + "1".repeat(600);
    ByteBuf in = Unpooled.wrappedBuffer(endless.getBytes(ISO_8859_1));
    assertThatThrownBy(() -> ProxyHeaderReader.read(in)).isInstanceOf(ProxyHeader.Malformed.class);
  }
}
