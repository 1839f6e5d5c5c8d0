package io.gatehouse.gateway.process;

import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Lines about virtual addresses go to the terminal and to the process's logs. */
record VipVoice(Narrator narrator, Supplier<ProxyLog> log) implements BiConsumer<Severity, String> {

  @Override
  public void accept(Severity severity, String words) {
    switch (severity) {
      case ALERT, ERROR, WARNING -> narrator.warning(words);
      case NOTICE, INFO -> narrator.notice(words);
    }
    log.get().send(level(severity), words);
  }

  static int level(Severity severity) {
    return switch (severity) {
      case ALERT -> ProxyLog.ALERT;
      case ERROR -> ProxyLog.ERR;
      case WARNING -> ProxyLog.WARNING;
      case NOTICE -> ProxyLog.NOTICE;
      case INFO -> ProxyLog.INFO;
    };
  }
}
