package io.gatehouse.vrrp;

import io.gatehouse.api.vip.VrrpInstance;
import io.gatehouse.vrrp.packet.Verdict;
import io.gatehouse.vrrp.port.Inbound;
import java.util.EnumMap;
import java.util.Map;

/** Says why adverts are not accepted, in Keepalived's words, and not for each of them. */
final class Rejections {
  private static final long QUIET = 10_000_000_000L;

  private final VrrpInstance instance;
  private final Map<Verdict, Long> saidAt = new EnumMap<>(Verdict.class);

  Rejections(VrrpInstance instance) {
    this.instance = instance;
  }

  boolean isToBeSaid(Verdict verdict, long now) {
    if (now - saidAt.getOrDefault(verdict, Long.MIN_VALUE / 2) < QUIET) {
      return false;
    }
    saidAt.put(verdict, now);
    return true;
  }

  String words(Verdict verdict, Inbound packet) {
    return switch (verdict) {
      case ACCEPTED, FOREIGN -> "packet of another protocol";
      case LENGTH -> "vrrp packet of a wrong length, " + packet.length + " bytes";
      case TTL -> "invalid TTL/HL. Received " + packet.hopLimit + " and expect 255";
      case VERSION -> "wrong version. Expect " + instance.router().version();
      case ROUTER_ID -> "wrong VRID. Expect " + instance.router().id();
      case AUTHENTICATION_TYPE -> "Invalid auth type";
      case AUTHENTICATION_MISMATCH -> "received another auth type than expected";
      case AUTHENTICATION -> "received an invalid passwd!";
      case INTERVAL ->
          "advertisement interval mismatch mine="
              + instance.election().interval().toSeconds()
              + " sec";
      case TYPE -> "Invalid packet type. Expect 1";
      case CHECKSUM -> "Invalid VRRPv" + instance.router().version() + " checksum";
      case ADDRESS_LIST ->
          "ip addresses associated with VRID "
              + instance.router().id()
              + " not those of the MASTER advert, expected "
              + instance.addresses().size();
      case CAST ->
          instance.peers().unicast().isEmpty()
              ? "Expected multicast packet but received unicast packet"
              : "Expected unicast packet but received multicast packet";
      case STRANGER -> "unicast source address not a unicast peer";
    };
  }

  /** What an operator should compare. */
  static String cause(Verdict verdict) {
    return switch (verdict) {
      case AUTHENTICATION -> "the passwords (auth_pass) differ";
      case AUTHENTICATION_TYPE, AUTHENTICATION_MISMATCH -> "auth_type differs";
      case ADDRESS_LIST -> "the lists of virtual_ipaddress differ";
      case INTERVAL -> "advert_int differs";
      case VERSION -> "vrrp_version differs";
      case ROUTER_ID -> "virtual_router_id differs";
      case CAST -> "unicast_peer is on one side only";
      case STRANGER -> "a node is missing in unicast_peer";
      case TTL -> "a router between the nodes: adverts came with a TTL that is not 255";
      case ACCEPTED, FOREIGN, LENGTH, TYPE, CHECKSUM -> "adverts arrive damaged";
    };
  }
}
