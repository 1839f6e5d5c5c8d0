package io.gatehouse.gateway.runtime.command;

import com.sun.management.UnixOperatingSystemMXBean;
import io.gatehouse.model.GatewayModel;
import java.lang.management.ManagementFactory;

/** What the process may have open at a time. */
final class ProcessLimits {
  private static final int UNKNOWN = 1_024;

  private ProcessLimits() {}

  static int descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(Integer.MAX_VALUE, unix.getMaxFileDescriptorCount())
        : UNKNOWN;
  }

  /** {@code maxconn}, or what the descriptors allow: each connection has two sides. */
  static int maxconn(GatewayModel model) {
    int configured = model.global().maxconn();
    return configured > 0 ? configured : Math.max(1, (descriptors() - 33) / 2);
  }
}
