package io.gatehouse.persistence.cookie;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.hash.XxHash;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The cookie of a server without one of its own: a hash of {@code dynamic-cookie-key}, the server's
 * address and its port, so that all nodes with the same key agree.
 *
 * @param value null where the address is not one of the Internet
 */
record DynamicCookie(byte @Nullable [] value) {

  static DynamicCookie of(byte[] key, SocketAddress address) {
    if (!(address instanceof InetSocketAddress inet) || inet.isUnresolved()) {
      return new DynamicCookie(null);
    }
    byte[] ip = inet.getAddress().getAddress();
    ByteBuffer all = ByteBuffer.allocate(key.length + ip.length + Integer.BYTES);
    all.put(key).put(ip).putInt(inet.getPort());
    String text = "%016x".formatted(XxHash.hash64(all.array(), 0, all.capacity(), 0));
    return new DynamicCookie(text.getBytes(ISO_8859_1));
  }
}
