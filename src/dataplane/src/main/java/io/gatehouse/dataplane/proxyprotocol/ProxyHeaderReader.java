package io.gatehouse.dataplane.proxyprotocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.dataplane.proxyprotocol.ProxyHeader.Malformed;
import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads a header of version 1 or 2 as strictly as HAProxy does, but waits for one that comes in
 * pieces. Stateless.
 */
public final class ProxyHeaderReader {
  private static final byte[] SIGNATURE = "\r\n\r\n\0\r\nQUIT\n".getBytes(US_ASCII);
  private static final byte[] WORD = "PROXY ".getBytes(US_ASCII);
  private static final int HEAD = 16;

  /** Of version 1. One with numbers that make sense has 107 bytes. */
  private static final int LONGEST_LINE = 512;

  private static final int PROTOCOL = 5;

  private ProxyHeaderReader() {}

  /**
   * Takes the header off the buffer.
   *
   * @return null when more bytes are needed; nothing was taken then
   */
  public static @Nullable ProxyHeader read(ByteBuf in) throws Malformed {
    if (!in.isReadable()) {
      return null;
    }
    if (in.getByte(in.readerIndex()) == WORD[0]) {
      return begins(in, WORD) ? line(in) : null;
    }
    return begins(in, SIGNATURE) ? binary(in) : null;
  }

  /** False when there is too little to tell. */
  private static boolean begins(ByteBuf in, byte[] with) throws Malformed {
    int size = Math.min(in.readableBytes(), with.length);
    for (int i = 0; i < size; i++) {
      if (in.getByte(in.readerIndex() + i) != with[i]) {
        throw new Malformed(ProxyFault.NO_HEADER, "no PROXY protocol header");
      }
    }
    return size == with.length;
  }

  private static @Nullable ProxyHeader line(ByteBuf in) throws Malformed {
    if (in.readableBytes() >= WORD.length + PROTOCOL
        && !ProxyLine.known(in.toString(in.readerIndex() + WORD.length, PROTOCOL, ISO_8859_1))) {
      throw new Malformed(ProxyFault.PROTOCOL, "the PROXY line names no known protocol");
    }
    int searched = Math.min(in.readableBytes(), LONGEST_LINE);
    int end = in.indexOf(in.readerIndex(), in.readerIndex() + searched, (byte) '\n');
    if (end < 0) {
      if (searched == LONGEST_LINE) {
        throw new Malformed(ProxyFault.INVALID, "the PROXY line does not end");
      }
      return null;
    }
    ProxyHeader header =
        ProxyLine.parse(in.toString(in.readerIndex(), end + 1 - in.readerIndex(), ISO_8859_1));
    in.readerIndex(end + 1);
    return header;
  }

  private static @Nullable ProxyHeader binary(ByteBuf in) throws Malformed {
    if (in.readableBytes() < HEAD) {
      return null;
    }
    int at = in.readerIndex();
    int command = in.getUnsignedByte(at + 12);
    int family = in.getUnsignedByte(at + 13);
    int size = in.getUnsignedShort(at + 14);
    if (command != 0x20 && command != 0x21) {
      throw new Malformed(
          (command & 0xf0) == 0x20 ? ProxyFault.INVALID : ProxyFault.NO_HEADER,
          "version or command of the PROXY header is unknown");
    }
    if (in.readableBytes() < HEAD + size) {
      return null;
    }
    int width = command == 0x20 ? 0 : family == 0x11 ? 4 : family == 0x21 ? 16 : -1;
    int addresses = width == 0 ? 0 : 2 * width + 4;
    if (width < 0 || size < addresses) {
      // HAProxy, too, refuses a relayed connection that is neither of TCP over IPv4 nor over IPv6.
      throw new Malformed(
          ProxyFault.INVALID, "the PROXY header is too short or of an unknown family");
    }
    byte[] whole = new byte[HEAD + size];
    in.readBytes(whole);
    if (width == 0) {
      return new ProxyHeader(null, null, own(whole, family));
    }
    Tlvs tlvs = tlvs(whole, HEAD + addresses);
    return new ProxyHeader(
        address(whole, HEAD, width, HEAD + 2 * width),
        address(whole, HEAD + width, width, HEAD + 2 * width + 2),
        tlvs);
  }

  /**
   * The elements of the sender's own connection. Whatever it says about addresses is to be thrown
   * away, and what cannot be read as well: HAProxy 2.6 does not look at any of it.
   */
  private static Tlvs own(byte[] whole, int family) {
    try {
      return family == 0 ? tlvs(whole, HEAD) : Tlvs.NONE;
    } catch (Malformed unreadable) {
      return Tlvs.NONE;
    }
  }

  private static Tlvs tlvs(byte[] whole, int from) throws Malformed {
    byte[] bytes = Arrays.copyOfRange(whole, from, whole.length);
    return Tlvs.of(bytes, at -> checksum(whole, from + at));
  }

  /** The sum is made with zeros in its own place. */
  private static boolean checksum(byte[] whole, int at) {
    CRC32C crc = new CRC32C();
    crc.update(whole, 0, at);
    crc.update(new byte[4]);
    crc.update(whole, at + 4, whole.length - at - 4);
    long given = java.nio.ByteBuffer.wrap(whole).getInt(at) & 0xffff_ffffL;
    return crc.getValue() == given;
  }

  private static InetSocketAddress address(byte[] whole, int from, int width, int port)
      throws Malformed {
    try {
      byte[] bytes = Arrays.copyOfRange(whole, from, from + width);
      int number = (whole[port] & 0xff) << 8 | whole[port + 1] & 0xff;
      return width == 16
          ? ProxyLine.six(bytes, number)
          : new InetSocketAddress(InetAddress.getByAddress(bytes), number);
    } catch (UnknownHostException e) {
      throw new Malformed(ProxyFault.INVALID, "an address of the PROXY header cannot be read");
    }
  }
}
