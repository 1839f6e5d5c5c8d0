package io.gatehouse.model;

import java.time.Duration;
import java.util.List;

/**
 * One section of resolvers (manual section 5.3.2): who is asked for names at run time, and what is
 * made of the answers.
 *
 * @param retries queries that are sent before the name is given up
 * @param resolve from one resolution of a name to the next
 * @param retry from one query to the next while no valid answer came
 * @param payload bytes of the largest answer that is read
 */
public record Resolvers(
    String name,
    List<NameServer> servers,
    int retries,
    Duration resolve,
    Duration retry,
    Hold hold,
    int payload) {

  /** The section that exists without being written; it asks whom the system asks. */
  public static final String DEFAULT = "default";

  public Resolvers {
    servers = List.copyOf(servers);
  }

  /**
   * One of those that are asked, all at the same time.
   *
   * @param stream over TCP
   */
  public record NameServer(String name, Endpoint.Inet endpoint, boolean stream) {}

  /**
   * {@code hold}: how long the last valid answer outweighs a failure of each kind.
   *
   * @param obsolete how long a record counts that answers do not contain any more
   */
  public record Hold(
      Duration valid,
      Duration nx,
      Duration refused,
      Duration timeout,
      Duration other,
      Duration obsolete) {

    private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

    public static final Hold DEFAULT =
        new Hold(
            Duration.ofSeconds(10),
            HALF_MINUTE,
            HALF_MINUTE,
            HALF_MINUTE,
            HALF_MINUTE,
            Duration.ZERO);
  }
}
