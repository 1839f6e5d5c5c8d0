package io.gatehouse.api.persist;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;

/**
 * Offers one way to keep sessions with their servers. A ServiceLoader provider. {@code cookie} and
 * {@code appsession} are keywords of their own; every other one stands in {@code persist NAME …}.
 *
 * <p>Life: {@link #name} → {@link #parse} → {@link SessionPersistenceSpec#create} → {@link
 * SessionPersistence#visit} for each client connection → {@link SessionPersistence#close}.
 */
public interface SessionPersistencePlugin {

  /** The word after {@code persist}. */
  String name();

  /** Reads the words after the name; words left over are refused by the caller. */
  SessionPersistenceSpec parse(Arguments arguments) throws ArgumentException;
}
