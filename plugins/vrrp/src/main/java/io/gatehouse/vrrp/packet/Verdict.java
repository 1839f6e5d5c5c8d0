package io.gatehouse.vrrp.packet;

/** What is to be thought of a received packet; the order of the checks is Keepalived's. */
public enum Verdict {
  ACCEPTED,
  /** Not for this instance: another program's packet behind an authentication header. */
  FOREIGN,
  /** {@code packet_len_err} */
  LENGTH,
  /** {@code ip_ttl_err} */
  TTL,
  /** {@code version_err} */
  VERSION,
  /** {@code vrid_err} */
  ROUTER_ID,
  /** {@code invalid_authtype} */
  AUTHENTICATION_TYPE,
  /** {@code authtype_mismatch} */
  AUTHENTICATION_MISMATCH,
  /** {@code auth_failure}: the password, or the authentication header. */
  AUTHENTICATION,
  /** {@code advert_interval_err} */
  INTERVAL,
  /** {@code invalid_type_rcvd} */
  TYPE,
  /** {@code chk_err} */
  CHECKSUM,
  /** {@code addr_list_err}: another number of addresses, or others. */
  ADDRESS_LIST,
  /** {@code addr_list_err}: multicast where unicast is expected, or the other way round. */
  CAST,
  /** From an address that is not a unicast peer. */
  STRANGER;

  public boolean accepted() {
    return this == ACCEPTED;
  }
}
