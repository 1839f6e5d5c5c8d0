package io.gatehouse.gateway.tcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** A PROXY header and what follows it, in a form that two programs at two ports share. */
final class ToldHeader {
  static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";
  private static final int HEAD = 16;
  private static final String CHECKSUM = "\3\0\4";

  private ToldHeader() {}

  /** A header of version 2; behind the signature in hexadecimal digits, with blanks. */
  static String binary(String hex) {
    return SIGNATURE + new String(HexFormat.of().parseHex(hex.replace(" ", "")), ISO_8859_1);
  }

  /**
   * Version 2 in hexadecimal digits. The two ports by name; where one of them is in it, whether the
   * checksum is right instead of the checksum.
   */
  static String readable(String told, int client, int port) {
    if (!told.startsWith(SIGNATURE)) {
      return told.replace(" " + client + " ", " <client> ")
          .replace(" " + port + "\r\n", " <port>\r\n");
    }
    byte[] bytes = told.getBytes(ISO_8859_1);
    int width = told.charAt(13) == 0x11 ? 8 : told.charAt(13) == 0x21 ? 32 : 0;
    int ports = HEAD + width;
    int elements = width == 0 ? HEAD : ports + 4;
    int end = HEAD + ByteBuffer.wrap(bytes).getShort(HEAD - 2);
    String addresses = hex(bytes, HEAD, ports);
    String named = "";
    if (width > 0) {
      named = name(bytes, ports, client, " <client>") + name(bytes, ports + 2, port, " <port>");
    }
    // Taken out before the elements are shown.
    String sum = named.contains("<") ? sum(bytes, told.indexOf(CHECKSUM, elements), end) : "";
    return hex(bytes, 12, HEAD)
        + " "
        + addresses
        + named
        + " "
        + hex(bytes, elements, end)
        + sum
        + " "
        + told.substring(end);
  }

  private static String name(byte[] bytes, int at, int port, String name) {
    boolean own = (ByteBuffer.wrap(bytes).getShort(at) & 0xffff) == port;
    return own ? name : " " + hex(bytes, at, at + 2);
  }

  /** Takes the checksum out. */
  private static String sum(byte[] bytes, int at, int end) {
    if (at < 0 || at + 7 > end) {
      return "";
    }
    int given = ByteBuffer.wrap(bytes).getInt(at + 3);
    Arrays.fill(bytes, at + 3, at + 7, (byte) 0);
    CRC32C right = new CRC32C();
    right.update(bytes, 0, end);
    return (int) right.getValue() == given ? " right" : " wrong";
  }

  private static String hex(byte[] bytes, int from, int to) {
    return HexFormat.of().formatHex(bytes, from, to);
  }
}
