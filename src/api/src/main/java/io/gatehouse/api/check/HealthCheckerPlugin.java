package io.gatehouse.api.check;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import java.util.List;

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

  /**
   * The keyword of lines that say more about the check, such as {@code http-check}; empty when
   * there are none.
   */
  default String stepKeyword() {
    return "";
  }

  /**
   * Reads the words after {@link #stepKeyword}.
   *
   * @param before the lines of the same section that came before it
   */
  default CheckStep parseStep(Arguments arguments, List<CheckStep> before)
      throws ArgumentException {
    throw arguments.error("the check '" + name() + "' has no further lines");
  }
}
