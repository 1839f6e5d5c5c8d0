package io.gatehouse.api.balance;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;

/**
 * Offers one balancing algorithm. A ServiceLoader provider; it stands in {@code balance NAME …}.
 *
 * <p>Life: {@link #name} → {@link #parse} → {@link BalancerSpec#create} → {@link Balancer#selector}
 * at each change → {@link Balancer#close}.
 */
public interface BalancerPlugin {

  /** The word after {@code balance}. */
  String name();

  /** Reads the words after the name; words left over are refused by the caller. */
  BalancerSpec parse(Arguments arguments) throws ArgumentException;
}
