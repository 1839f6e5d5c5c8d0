package io.gatehouse.api.balance;

/**
 * {@code hash-type}, {@code hash-balance-factor} and {@code hash-preserve-affinity}.
 *
 * @param balanceFactor upper load of a server in percent of the average; 0 is no bound
 */
public record HashSettings(
    Method method, Function function, boolean avalanche, int balanceFactor, Affinity affinity) {

  /** HAProxy's defaults. */
  public static final HashSettings DEFAULT =
      new HashSettings(Method.MAP_BASED, Function.SDBM, false, 0, Affinity.ALWAYS);

  /** How a hash is mapped to a server. */
  public enum Method {
    MAP_BASED,
    CONSISTENT
  }

  /** How a key becomes a hash. */
  public enum Function {
    SDBM,
    DJB2,
    WT6,
    CRC32,
    NONE
  }

  /** When a hashed server is kept although it is saturated ({@code hash-preserve-affinity}). */
  public enum Affinity {
    ALWAYS,
    MAXCONN,
    MAXQUEUE
  }
}
