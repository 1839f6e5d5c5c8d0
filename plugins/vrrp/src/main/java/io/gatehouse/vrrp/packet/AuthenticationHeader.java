package io.gatehouse.vrrp.packet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.vrrp.port.Inbound;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The IPsec authentication header with HMAC-MD5-96 (RFC 2402, RFC 2403) the way Keepalived writes
 * it: the source address is the security parameter index, and one sequence number serves for
 * sending and receiving, so that whoever becomes master goes on where the last one was.
 */
final class AuthenticationHeader {
  static final int LENGTH = 24;
  private static final int WORDS_LESS_TWO = 4;
  private static final int SEQUENCE = 8;
  private static final int VALUE = 12;
  private static final int VALUE_LENGTH = 12;

  private final Mac mac;
  private final boolean unicast;
  private final byte[] digest = new byte[16];
  private final byte[] scratch = new byte[AdvertisementCodec.LONGEST];
  private long sequence;

  AuthenticationHeader(String key, boolean unicast) {
    this.unicast = unicast;
    try {
      mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(Arrays.copyOf(key.getBytes(UTF_8), 8), "HmacMD5"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacMD5", e);
    }
  }

  /** The next packet's number; the same for every unicast peer. */
  void advance() {
    sequence++;
  }

  /** A master that hears a worse one goes on from its number, as Keepalived does. */
  void resume(long heard) {
    sequence = heard + 1;
  }

  void resume(AuthenticationHeader before) {
    sequence = before.sequence;
  }

  static long sequenceOf(byte[] packet, int header) {
    int at = header + SEQUENCE;
    return (long) Checksum.word(packet, at) << 16 | Checksum.word(packet, at + 2);
  }

  /** Fills the header in; everything else in the packet is already there. */
  void write(byte[] packet, int header, int length) {
    packet[header] = AdvertisementCodec.VRRP;
    packet[header + 1] = WORDS_LESS_TWO;
    Checksum.putWord(packet, header + 2, 0);
    System.arraycopy(packet, AdvertisementCodec.IP_SOURCE, packet, header + 4, 4);
    Checksum.putWord(packet, header + SEQUENCE, (int) (sequence >> 16));
    Checksum.putWord(packet, header + SEQUENCE + 2, (int) sequence);
    sign(packet, header, length);
    System.arraycopy(digest, 0, packet, header + VALUE, VALUE_LENGTH);
  }

  Verdict check(Inbound packet, int header) {
    if (packet.bytes[header] != AdvertisementCodec.VRRP) {
      return Verdict.FOREIGN;
    }
    sign(packet.bytes, header, packet.length);
    int value = header + VALUE;
    byte[] received = Arrays.copyOfRange(packet.bytes, value, value + VALUE_LENGTH);
    if (!MessageDigest.isEqual(received, Arrays.copyOf(digest, VALUE_LENGTH))) {
      return Verdict.AUTHENTICATION;
    }
    int index = header + 4;
    int source = AdvertisementCodec.IP_SOURCE;
    if (!Arrays.equals(packet.bytes, index, index + 4, packet.bytes, source, source + 4)) {
      return Verdict.AUTHENTICATION;
    }
    long number = sequenceOf(packet.bytes, header);
    if (number <= sequence) {
      return Verdict.AUTHENTICATION;
    }
    sequence = number;
    return Verdict.ACCEPTED;
  }

  /** Over everything, with the fields that change under way and the value itself as zeros. */
  private void sign(byte[] packet, int header, int length) {
    System.arraycopy(packet, 0, scratch, 0, length);
    scratch[1] = 0;
    Checksum.putWord(scratch, 6, 0);
    Checksum.putWord(scratch, 10, 0);
    if (unicast) {
      scratch[8] = 0;
    }
    Arrays.fill(scratch, header + VALUE, header + VALUE + VALUE_LENGTH, (byte) 0);
    try {
      mac.update(scratch, 0, length);
      mac.doFinal(digest, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the digest has room", e);
    }
  }
}
