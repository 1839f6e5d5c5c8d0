package io.gatehouse.gateway.process;

import io.gatehouse.dataplane.telemetry.ProxyLog;

/**
 * Says on the terminal and in a proxy's log what concerns that proxy: HAProxy does both. Main
 * thread.
 */
record Voice(Narrator narrator) {

  void warning(ProxyLog log, String words) {
    narrator.warning(words);
    log.send(ProxyLog.WARNING, words);
  }

  /** A warning on the terminal and a notice in the log. */
  void state(ProxyLog log, String words) {
    narrator.warning(words);
    log.send(ProxyLog.NOTICE, words);
  }
}
