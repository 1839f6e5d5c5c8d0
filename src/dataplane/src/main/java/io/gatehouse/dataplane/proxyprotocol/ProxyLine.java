package io.gatehouse.dataplane.proxyprotocol;

import io.gatehouse.dataplane.proxyprotocol.ProxyHeader.Malformed;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Reads a header of version 1. Of IPv4 it is as lenient as HAProxy, which takes an empty number for
 * zero and lets one that is too large run over: senders that it takes are taken here. Used once.
 */
final class ProxyLine {
  private static final String BEGIN = "PROXY ";
  private static final String FOUR = "TCP4 ";
  private static final String SIX = "TCP6 ";
  private static final String END = "\r\n";

  /** Digits of a part of an IPv4 address that count: the last ones. */
  private static final int DIGITS = 3;

  /** As inet_pton takes it: at most four digits a group, no zeros before a decimal number. */
  private static final String V6 =
      "[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4})+|([0-9A-Fa-f]{0,4}:)+N(\\.N){3}"
          .replace("N", "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])");

  private final String text;
  private int at = BEGIN.length() + FOUR.length();

  private ProxyLine(String text) {
    this.text = text;
  }

  /** Whether a line may go on after its first word behind {@code PROXY}, of five characters. */
  static boolean known(String word) {
    return word.equals(FOUR) || word.equals(SIX) || word.equals("UNKNO");
  }

  /**
   * @param line with its line feed
   */
  static ProxyHeader parse(String line) throws Malformed {
    if (line.equals(BEGIN + "UNKNOWN" + END)) {
      return ProxyHeader.UNKNOWN;
    }
    if (line.startsWith(FOUR, BEGIN.length())) {
      return new ProxyLine(line).four();
    }
    if (line.startsWith(SIX, BEGIN.length())) {
      return new ProxyLine(line).six();
    }
    throw new Malformed(ProxyFault.PROTOCOL, "the PROXY line names no known protocol");
  }

  private ProxyHeader four() throws Malformed {
    byte[] source = host();
    space();
    byte[] destination = host();
    space();
    int from = number(digits());
    space();
    int to = number(digits());
    if (!text.substring(at).equals(END)) {
      throw malformed();
    }
    try {
      return new ProxyHeader(
          new InetSocketAddress(InetAddress.getByAddress(source), from),
          new InetSocketAddress(InetAddress.getByAddress(destination), to),
          Tlvs.NONE);
    } catch (UnknownHostException impossible) {
      throw malformed();
    }
  }

  /** A part above 255 is carried into the one before it. */
  private byte[] host() {
    int address = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
      String part = digits();
      address += number(part.substring(Math.max(0, part.length() - DIGITS))) << shift;
      if (shift == 0 || text.charAt(at) != '.') {
        break;
      }
      at++;
    }
    return new byte[] {
      (byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address
    };
  }

  /** The line ends with a line feed, which is none. */
  private String digits() {
    int from = at;
    while (text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return text.substring(from, at);
  }

  private void space() throws Malformed {
    if (text.charAt(at) != ' ') {
      throw malformed();
    }
    at++;
  }

  /** 0 for none; the lower bits of one that is too large. */
  private static int number(String digits) {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      value = value * 10 + digits.charAt(i) - '0';
    }
    return value & 0xffff;
  }

  /** What follows the four words does not count. */
  private ProxyHeader six() throws Malformed {
    int end = text.indexOf('\r');
    if (end < at || end != text.length() - END.length()) {
      throw malformed();
    }
    String[] words = text.substring(at, end).split(" ", -1);
    if (words.length < 4) {
      throw malformed();
    }
    return new ProxyHeader(address(words[0], words[2]), address(words[1], words[3]), Tlvs.NONE);
  }

  private static InetSocketAddress address(String host, String port) throws Malformed {
    if (!host.matches(V6) || !port.matches("[0-9]*")) {
      throw malformed();
    }
    try {
      return six(InetAddress.getByName(host).getAddress(), number(port));
    } catch (UnknownHostException e) {
      throw malformed();
    }
  }

  /** An address of IPv6: Java makes a mapped one IPv4 unless it is told the family. */
  static InetSocketAddress six(byte[] bytes, int port) throws UnknownHostException {
    byte[] all = bytes;
    if (bytes.length == 4) {
      all = new byte[16];
      all[10] = (byte) 0xff;
      all[11] = (byte) 0xff;
      System.arraycopy(bytes, 0, all, 12, 4);
    }
    return new InetSocketAddress(Inet6Address.getByAddress(null, all, -1), port);
  }

  private static Malformed malformed() {
    return new Malformed(ProxyFault.INVALID, "the PROXY line cannot be read");
  }
}
