package io.gatehouse.vrrp.packet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.api.vip.Authentication;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.vrrp.port.Inbound;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the adverts of one instance: versions 2 and 3, IPv4 with its IP header, IPv6
 * without. Writing fills one buffer that is used again; reading throws nothing, whatever came.
 */
public final class AdvertisementCodec {
  /** The protocol's number, and the authentication header's. */
  public static final int VRRP = 112;

  public static final int AUTHENTICATION_HEADER = 51;

  static final int LONGEST = Inbound.CAPACITY;
  static final int IP_SOURCE = 12;
  private static final int IP_DESTINATION = 16;
  private static final int IP_HEADER = 20;
  private static final int HEADER = 8;
  private static final int PASSWORD = 8;
  private static final int HOP_LIMIT = 255;
  private static final int ADVERTISEMENT = 1;
  private static final int INTERVAL_BITS = 0x0fff;

  private final VrrpInstance instance;
  private final boolean version2;
  private final boolean ipv6;
  private final boolean unicast;
  private final int addressLength;
  private final byte[][] addresses;
  private final byte[] password;
  private final @Nullable AuthenticationHeader ah;
  private final byte[] buffer = new byte[LONGEST];
  private int identification;
  private int priority;
  private int interval;

  public AdvertisementCodec(VrrpInstance instance) {
    this.instance = instance;
    version2 = instance.router().version() == 2;
    ipv6 = instance.router().ipv6();
    unicast = !instance.peers().unicast().isEmpty();
    addressLength = ipv6 ? 16 : 4;
    addresses = raw(instance.addresses());
    password =
        instance.authentication() instanceof Authentication.Password pass
            ? Arrays.copyOf(pass.key().getBytes(UTF_8), PASSWORD)
            : new byte[PASSWORD];
    ah =
        instance.authentication() instanceof Authentication.Header header
            ? new AuthenticationHeader(header.key(), unicast)
            : null;
  }

  private static byte[][] raw(List<VirtualAddress> addresses) {
    return addresses.stream().map(address -> address.address().getAddress()).toArray(byte[][]::new);
  }

  /** The IP protocol of the packets. */
  public int protocol() {
    return ah == null ? VRRP : AUTHENTICATION_HEADER;
  }

  /** What {@link #write} filled. */
  public byte[] buffer() {
    return buffer;
  }

  /** To be called once before the packets of one advert are written, one for each peer. */
  public void next() {
    // The kernel fills an identification of 0 in, which would break the authentication header.
    identification = identification % 0xffff + 1;
    if (ah != null) {
      ah.advance();
    }
  }

  /**
   * Writes an advert and returns its length.
   *
   * @param priority 0 gives up
   */
  public int write(int priority, byte[] source, byte[] destination) {
    int start = ipv6 ? 0 : IP_HEADER + (ah == null ? 0 : AuthenticationHeader.LENGTH);
    int length = bodyLength(addresses.length);
    writeBody(start, priority);
    if (version2) {
      Checksum.putWord(buffer, start + 6, Checksum.finish(Checksum.add(0, buffer, start, length)));
    } else {
      long sum = Checksum.pseudoHeader(source, destination, addressLength, length);
      Checksum.putWord(
          buffer, start + 6, Checksum.finish(Checksum.add(sum, buffer, start, length)));
    }
    if (!ipv6) {
      writeIpHeader(start + length, source, destination);
    }
    if (ah != null) {
      ah.write(buffer, IP_HEADER, start + length);
    }
    return start + length;
  }

  private void writeBody(int start, int priority) {
    buffer[start] = (byte) (instance.router().version() << 4 | ADVERTISEMENT);
    buffer[start + 1] = (byte) instance.router().id();
    buffer[start + 2] = (byte) priority;
    buffer[start + 3] = (byte) addresses.length;
    Duration every = instance.election().interval();
    int word =
        version2
            ? authenticationType() << 8 | (int) every.toSeconds() & 0xff
            : (int) (every.toMillis() / 10) & INTERVAL_BITS;
    Checksum.putWord(buffer, start + 4, word);
    Checksum.putWord(buffer, start + 6, 0);
    int at = start + HEADER;
    for (byte[] address : addresses) {
      System.arraycopy(address, 0, buffer, at, addressLength);
      at += addressLength;
    }
    if (version2) {
      System.arraycopy(password, 0, buffer, at, PASSWORD);
    }
  }

  private void writeIpHeader(int total, byte[] source, byte[] destination) {
    buffer[0] = 0x45;
    buffer[1] = (byte) 0xc0;
    Checksum.putWord(buffer, 2, total);
    Checksum.putWord(buffer, 4, identification);
    Checksum.putWord(buffer, 6, 0);
    buffer[8] = (byte) (unicast ? instance.peers().unicastTtl() : HOP_LIMIT);
    buffer[9] = (byte) protocol();
    Checksum.putWord(buffer, 10, 0);
    System.arraycopy(source, 0, buffer, IP_SOURCE, 4);
    System.arraycopy(destination, 0, buffer, IP_DESTINATION, 4);
    Checksum.putWord(buffer, 10, Checksum.finish(Checksum.add(0, buffer, 0, IP_HEADER)));
  }

  private int authenticationType() {
    return switch (instance.authentication()) {
      case Authentication.None _ -> 0;
      case Authentication.Password _ -> 1;
      case Authentication.Header _ -> 2;
    };
  }

  private int bodyLength(int count) {
    return HEADER + count * addressLength + (version2 ? PASSWORD : 0);
  }

  /**
   * The virtual router id of a packet, without a look at anything else; -1 when it is too short to
   * have one.
   */
  public static int routerId(Inbound packet) {
    int start = start(packet);
    return start < 0 || packet.length < start + HEADER ? -1 : packet.bytes[start + 1] & 0xff;
  }

  /** Where the VRRP header is; -1 when there is no room for a header before it. */
  private static int start(Inbound packet) {
    if (packet.length > Inbound.CAPACITY) {
      return -1;
    }
    if (packet.ipv6) {
      return 0;
    }
    int header = (packet.bytes[0] & 0x0f) << 2;
    if (packet.length < IP_HEADER || header < IP_HEADER || packet.length < header) {
      return -1;
    }
    return packet.bytes[9] == AUTHENTICATION_HEADER ? header + AuthenticationHeader.LENGTH : header;
  }

  /**
   * Judges a packet (RFC 9568 § 7.1). After {@link Verdict#ACCEPTED} the accessors tell what it
   * said.
   *
   * @param compareAddresses whether the list of addresses must be ours
   */
  public Verdict read(Inbound packet, boolean compareAddresses) {
    if (packet.ipv6 != ipv6 || !ipv6 && packet.length < IP_HEADER) {
      return Verdict.LENGTH;
    }
    if (!ipv6 && (packet.bytes[9] == AUTHENTICATION_HEADER) != (ah != null)) {
      return Verdict.AUTHENTICATION_MISMATCH;
    }
    int start = start(packet);
    if (start < 0 || packet.length < start + HEADER) {
      return Verdict.LENGTH;
    }
    Verdict verdict = checkEnvelope(packet, start);
    if (verdict.accepted() && version2) {
      verdict = checkVersion2(packet, start);
    }
    if (verdict.accepted()) {
      verdict = checkContents(packet, start, compareAddresses);
    }
    if (verdict.accepted()) {
      priority = packet.bytes[start + 2] & 0xff;
      int word = Checksum.word(packet.bytes, start + 4);
      interval = version2 ? (word & 0xff) * 100 : word & INTERVAL_BITS;
    }
    return verdict;
  }

  private Verdict checkEnvelope(Inbound packet, int start) {
    byte[] bytes = packet.bytes;
    int version = (bytes[start] & 0xf0) >> 4;
    int expected =
        start + HEADER + (bytes[start + 3] & 0xff) * addressLength + (version == 2 ? PASSWORD : 0);
    if (packet.length != expected) {
      return Verdict.LENGTH;
    }
    if (!unicast && packet.hopLimit != -1 && packet.hopLimit != HOP_LIMIT) {
      return Verdict.TTL;
    }
    if (version != instance.router().version()) {
      return Verdict.VERSION;
    }
    return (bytes[start + 1] & 0xff) == instance.router().id()
        ? Verdict.ACCEPTED
        : Verdict.ROUTER_ID;
  }

  private Verdict checkVersion2(Inbound packet, int start) {
    byte[] bytes = packet.bytes;
    int type = bytes[start + 4] & 0xff;
    if (type > 2) {
      return Verdict.AUTHENTICATION_TYPE;
    }
    if (type != authenticationType()) {
      return Verdict.AUTHENTICATION_MISMATCH;
    }
    if (type == 1) {
      int at = packet.length - PASSWORD;
      if (!Arrays.equals(bytes, at, at + PASSWORD, password, 0, PASSWORD)) {
        return Verdict.AUTHENTICATION;
      }
    }
    if (ah != null) {
      Verdict verdict = ah.check(packet, start - AuthenticationHeader.LENGTH);
      if (!verdict.accepted()) {
        return verdict;
      }
    }
    return (bytes[start + 5] & 0xff) == (instance.election().interval().toSeconds() & 0xff)
        ? Verdict.ACCEPTED
        : Verdict.INTERVAL;
  }

  private Verdict checkContents(Inbound packet, int start, boolean compareAddresses) {
    byte[] bytes = packet.bytes;
    if ((bytes[start] & 0x0f) != ADVERTISEMENT) {
      return Verdict.TYPE;
    }
    if (compareAddresses && (bytes[start + 3] & 0xff) != addresses.length) {
      return Verdict.ADDRESS_LIST;
    }
    if (!ipv6 && Checksum.word(bytes, 2) != packet.length) {
      return Verdict.LENGTH;
    }
    if (!checksumIsRight(packet, start)) {
      return Verdict.CHECKSUM;
    }
    if (isMulticast(packet.destination) == unicast) {
      return Verdict.CAST;
    }
    if (compareAddresses && !hasOurAddresses(packet, start)) {
      return Verdict.ADDRESS_LIST;
    }
    return unicast && instance.peers().checkUnicastSource() ? checkPeer(packet) : Verdict.ACCEPTED;
  }

  private boolean checksumIsRight(Inbound packet, int start) {
    int length = packet.length - start;
    long sum =
        version2
            ? 0
            : Checksum.pseudoHeader(packet.source, packet.destination, addressLength, length);
    return Checksum.finish(Checksum.add(sum, packet.bytes, start, length)) == 0;
  }

  private boolean isMulticast(byte[] address) {
    return ipv6 ? address[0] == (byte) 0xff : (address[0] & 0xf0) == 0xe0;
  }

  /** In any order, as Keepalived compares them. */
  private boolean hasOurAddresses(Inbound packet, int start) {
    int first = start + HEADER;
    int end = first + (packet.bytes[start + 3] & 0xff) * addressLength;
    for (byte[] address : addresses) {
      boolean found = false;
      for (int at = first; at < end && !found; at += addressLength) {
        found = Arrays.equals(packet.bytes, at, at + addressLength, address, 0, addressLength);
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  private Verdict checkPeer(Inbound packet) {
    for (var peer : instance.peers().unicast()) {
      byte[] address = peer.address().getAddress();
      if (Arrays.equals(packet.source, 0, addressLength, address, 0, address.length)) {
        boolean near =
            packet.hopLimit == -1
                || packet.hopLimit >= peer.minTtl() && packet.hopLimit <= peer.maxTtl();
        return near ? Verdict.ACCEPTED : Verdict.TTL;
      }
    }
    return Verdict.STRANGER;
  }

  /** A master that heard a worse one goes on from its sequence number (authentication header). */
  public void followSequence(Inbound packet) {
    if (ah != null && !packet.ipv6) {
      int start = start(packet);
      ah.resume(AuthenticationHeader.sequenceOf(packet.bytes, start - AuthenticationHeader.LENGTH));
    }
  }

  /** Goes on from another's sequence number, as the peers have heard it (authentication header). */
  public void succeed(AdvertisementCodec before) {
    if (ah != null && before.ah != null) {
      ah.resume(before.ah);
    }
  }

  /** Of the packet that was accepted last. */
  public int priority() {
    return priority;
  }

  /** Of the packet that was accepted last, in hundredths of a second. */
  public int interval() {
    return interval;
  }
}
