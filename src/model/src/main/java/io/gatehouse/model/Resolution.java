package io.gatehouse.model;

import java.util.List;

/**
 * How a server's name is resolved at run time (manual section 5.2).
 *
 * @param resolvers the section that is asked; empty where the name is resolved at the start only
 * @param preferIpv4 {@code resolve-prefer}; IPv6 is preferred otherwise
 * @param networks {@code resolve-net}: addresses in these are better
 * @param duplicates whether servers of the backend may share an address
 * @param ignoreWeight whether the weight of an SRV record is nothing to it
 */
public record Resolution(
    String resolvers,
    boolean preferIpv4,
    List<Network> networks,
    boolean duplicates,
    boolean ignoreWeight) {

  public static final Resolution NONE = new Resolution("", false, List.of(), false, false);

  public Resolution {
    networks = List.copyOf(networks);
  }

  /** Whether it is resolved at run time. */
  public boolean continuous() {
    return !resolvers.isEmpty();
  }
}
