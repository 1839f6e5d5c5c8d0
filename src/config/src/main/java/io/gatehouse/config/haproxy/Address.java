package io.gatehouse.config.haproxy;

import io.gatehouse.model.Endpoint;
import java.util.List;

/**
 * An address as written (manual section 11): an endpoint without its port, and the ports.
 *
 * @param endpoint port 0 where it is an Internet address
 * @param ports what stood after the last colon
 */
public record Address(Endpoint endpoint, Ports ports) {

  /** The port part. */
  public sealed interface Ports {
    record None() implements Ports {}

    record Fixed(int first, int last) implements Ports {}

    /** {@code +N} or {@code -N}: relative to the port the client connected to. */
    record Offset(int by) implements Ports {}
  }

  /** One endpoint for each port. */
  List<Endpoint> endpoints() {
    if (endpoint instanceof Endpoint.Inet inet
        && ports instanceof Ports.Fixed(int first, int last)) {
      return Endpoint.range(inet.host(), inet.family(), first, last);
    }
    return List.of(endpoint);
  }

  /** The endpoint with its first port; 0 where none was written. */
  public Endpoint single() {
    return switch (ports) {
      case Ports.Offset(int by) when endpoint instanceof Endpoint.Inet inet ->
          new Endpoint.Inet(inet.host(), by, inet.family());
      case Ports.Fixed _ -> endpoints().getFirst();
      case Ports.None _, Ports.Offset _ -> endpoint;
    };
  }
}
