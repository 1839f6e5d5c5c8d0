package io.gatehouse.vrrp.kernel;

import java.io.IOException;

/** Errors of system calls, in words for an operator. */
final class Failure {
  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int ESRCH = 3;
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int EEXIST = 17;
  static final int ENODEV = 19;
  static final int EADDRNOTAVAIL = 99;
  static final int ENETDOWN = 100;
  static final int ENETUNREACH = 101;
  static final int ENOBUFS = 105;
  static final int EHOSTUNREACH = 113;

  private Failure() {}

  /**
   * An exception that says what could not be done and why.
   *
   * @param answer of the call: the negated errno
   * @param capability what the process needs for it, such as {@code CAP_NET_RAW}
   */
  static IOException of(String deed, int answer, String capability) {
    int errno = -answer;
    String advice =
        errno == EPERM || errno == EACCES
            ? ": needs "
                + capability
                + "; add it to AmbientCapabilities= and CapabilityBoundingSet= of the service"
            : "";
    return new IOException("cannot " + deed + ": " + Libc.words(errno) + advice);
  }

  /** Whether receiving may simply go on: nothing is there, or the network said that it is down. */
  static boolean passes(int answer) {
    return switch (-answer) {
      case EAGAIN, EINTR, ENETDOWN, ENETUNREACH, EHOSTUNREACH, ENODEV, ENOBUFS -> true;
      default -> false;
    };
  }

  /** The answer when it is none of an error, otherwise the exception. */
  static int check(int answer, String deed, String capability) throws IOException {
    if (answer < 0) {
      throw of(deed, answer, capability);
    }
    return answer;
  }
}
