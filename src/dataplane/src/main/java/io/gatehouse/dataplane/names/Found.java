package io.gatehouse.dataplane.names;

import io.gatehouse.api.hash.XxHash;
import io.gatehouse.dataplane.names.Answer.Address;
import io.gatehouse.dataplane.names.Answer.Entry;
import io.gatehouse.dataplane.names.Answer.Service;
import io.netty.handler.codec.dns.DnsRecordType;
import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record that was found, and the servers that live by it. Control thread. */
final class Found {
  private final int order;
  private final List<ServerSeeker> users = new ArrayList<>();
  private Entry entry;
  private long seen;
  private @Nullable InetAddress extra;
  private long extraSeen;

  Found(Entry entry, long now) {
    this.entry = entry;
    this.order = order(entry);
    this.seen = now;
  }

  private static int order(Entry entry) {
    return switch (entry) {
      case Address(InetAddress address) ->
          hash(
              address.getAddress(),
              address instanceof Inet4Address ? DnsRecordType.A : DnsRecordType.AAAA);
      case Service service -> hash(labels(service.target()), DnsRecordType.SRV);
    };
  }

  private static int hash(byte[] bytes, DnsRecordType seed) {
    return XxHash.hash32(bytes, 0, bytes.length, seed.intValue());
  }

  private static byte[] labels(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String label : name.split("\\.", -1)) {
      bytes.write(label.length());
      bytes.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
    }
    return bytes.toByteArray();
  }

  /** Its place among the others, as HAProxy has them. */
  int order() {
    return order;
  }

  Entry entry() {
    return entry;
  }

  /** Those that use it; at most one server of each service for an SRV record. */
  List<ServerSeeker> users() {
    return users;
  }

  /** Whether it is the same record, but for a weight. */
  boolean same(Entry other) {
    return switch (entry) {
      case Address address -> address.equals(other);
      case Service service ->
          other instanceof Service next
              && next.target().equals(service.target())
              && next.port() == service.port();
    };
  }

  void again(Entry now, long at) {
    entry = now;
    seen = at;
  }

  boolean obsolete(long now, long hold) {
    return now - seen > hold;
  }

  /** The address of its target, if the same answer told it. */
  @Nullable InetAddress extra() {
    return extra;
  }

  void extra(InetAddress address, long now) {
    extra = address;
    extraSeen = now;
  }

  /** Whether this answer confirmed it already. */
  boolean extraSeen(long now) {
    return extraSeen == now;
  }

  void forgetObsoleteExtra(long now, long hold) {
    if (extra != null && now - extraSeen > hold) {
      extra = null;
    }
  }
}
