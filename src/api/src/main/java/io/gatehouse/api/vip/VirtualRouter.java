package io.gatehouse.api.vip;

/**
 * Which virtual router it is.
 *
 * @param interfaceName adverts go through it; addresses without {@code dev} too
 * @param id {@code virtual_router_id}, 1 to 255
 * @param version 2 or 3; IPv6 is always 3
 * @param ipv6 the family of the adverts, told by the first virtual address
 */
public record VirtualRouter(String interfaceName, int id, int version, boolean ipv6) {}
