package io.gatehouse.api.check;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;

/**
 * Offers one kind of health check. A ServiceLoader provider.
 *
 * <p>Life: {@link #name} → {@link #parse} → {@link HealthCheckerSpec#create} per server → {@link
 * HealthChecker#probe} at each interval → {@link HealthChecker#close}.
 */
public interface HealthCheckerPlugin {

  /** The option that selects it, such as {@code httpchk}; {@code tcp} is the default. */
  String name();

  /** Reads the words after the option. */
  HealthCheckerSpec parse(Arguments arguments) throws ArgumentException;
}
