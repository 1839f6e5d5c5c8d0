package io.gatehouse.gateway;

import java.io.InputStream;
import java.io.PrintStream;

/** Where a command reads and writes; tests put their own. */
record Console(InputStream in, PrintStream out, PrintStream err) {
  static Console ofProcess() {
    return new Console(System.in, System.out, System.err);
  }
}
