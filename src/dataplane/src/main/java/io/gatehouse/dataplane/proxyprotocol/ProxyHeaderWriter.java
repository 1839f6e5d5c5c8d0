package io.gatehouse.dataplane.proxyprotocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.AddressText;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.model.SendProxy;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.CRC32C;

/** Writes the header that tells a server about an exchange's client. Used once. */
public final class ProxyHeaderWriter {
  private static final byte[] SIGNATURE = "\r\n\r\n\0\r\nQUIT\n".getBytes(US_ASCII);
  private static final int HEAD = 16;
  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;
  private static final int AUTHORITY = 2;
  private static final int UNIQUE_ID = 5;
  private static final int SSL = 0x20;

  private final Exchange exchange;
  private final Sample scratch;
  private final ByteSink sink;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);

  /**
   * @param scratch for evaluating, and {@code sink} for writing; both change
   */
  public ProxyHeaderWriter(Exchange exchange, Sample scratch, ByteSink sink) {
    this.exchange = exchange;
    this.scratch = scratch;
    this.sink = sink;
  }

  public byte[] write(SendProxy settings) {
    byte[] source = exchange.sourceAddress();
    byte[] destination = exchange.destinationAddress();
    boolean known = source.length > 0 && destination.length > 0;
    boolean four = source.length == 4 && destination.length == 4;
    if (settings.version() == 1) {
      return line(known, four);
    }
    out.writeBytes(SIGNATURE);
    out.write(known ? PROXY : LOCAL);
    out.write(!known ? 0 : four ? 0x11 : 0x21);
    out.writeBytes(new byte[2]);
    if (known) {
      out.writeBytes(four ? source : six(source));
      out.writeBytes(four ? destination : six(destination));
      number(port(exchange.source()));
      number(port(exchange.destination()));
    }
    return finish(elements(settings));
  }

  /** The header, of version 2, of a connection behind which there is no client. */
  public byte[] local(SendProxy settings) {
    out.writeBytes(SIGNATURE);
    out.write(LOCAL);
    out.writeBytes(new byte[3]);
    Set<SendProxy.Option> told = EnumSet.noneOf(SendProxy.Option.class);
    told.addAll(settings.options());
    told.remove(SendProxy.Option.UNIQUE_ID);
    SendProxy own = new SendProxy(2, told, settings.elements());
    return finish(elements(own));
  }

  private byte[] finish(int checksum) {
    byte[] header = out.toByteArray();
    ByteBuffer whole = ByteBuffer.wrap(header);
    whole.putShort(HEAD - 2, (short) (header.length - HEAD));
    if (checksum > 0) {
      CRC32C crc = new CRC32C();
      crc.update(header);
      whole.putInt(checksum, (int) crc.getValue());
    }
    return header;
  }

  private byte[] line(boolean known, boolean four) {
    if (!known) {
      return "PROXY UNKNOWN\r\n".getBytes(US_ASCII);
    }
    byte[] source = exchange.sourceAddress();
    byte[] destination = exchange.destinationAddress();
    String line =
        "PROXY "
            + (four ? "TCP4 " : "TCP6 ")
            + text(four ? source : six(source))
            + " "
            + text(four ? destination : six(destination))
            + " "
            + port(exchange.source())
            + " "
            + port(exchange.destination())
            + "\r\n";
    return line.getBytes(US_ASCII);
  }

  private String text(byte[] address) {
    sink.clear();
    AddressText.write(address, 0, address.length, sink);
    return sink.text();
  }

  /** An address of IPv4 as one of IPv6. */
  private static byte[] six(byte[] address) {
    if (address.length == 16) {
      return address;
    }
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(address, 0, mapped, 12, 4);
    return mapped;
  }

  private static int port(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }

  /** In HAProxy's order; answers where the checksum belongs, 0 without one. */
  private int elements(SendProxy settings) {
    for (SendProxy.Element element : settings.elements()) {
      sink.clear();
      element.value().ifPresent(value -> value.write(exchange, scratch, sink));
      element(element.type(), sink.array(), 0, sink.length());
    }
    int checksum = 0;
    if (settings.options().contains(SendProxy.Option.CRC32C)) {
      checksum = out.size() + 3;
      element(Tlvs.CRC32C, new byte[4], 0, 4);
    }
    if (settings.options().contains(SendProxy.Option.AUTHORITY)
        && exchange.client().tlv(AUTHORITY, scratch)) {
      element(AUTHORITY, scratch.bytes(), scratch.offset(), scratch.length());
    }
    if (settings.options().contains(SendProxy.Option.UNIQUE_ID)) {
      boolean configured = exchange.uniqueId(scratch);
      element(UNIQUE_ID, scratch.bytes(), scratch.offset(), configured ? scratch.length() : 0);
    }
    if (settings.options().contains(SendProxy.Option.SSL)) {
      // No TLS towards the client: no flag is set and nothing was verified.
      element(SSL, new byte[5], 0, 5);
    }
    return checksum;
  }

  private void element(int type, byte[] value, int offset, int length) {
    out.write(type);
    number(length);
    out.write(value, offset, length);
  }

  private void number(int value) {
    out.write(value >> 8);
    out.write(value);
  }
}
