package io.gatehouse.rules.action;

import io.gatehouse.api.Arguments;
import java.util.Map;

/** Actions of HAProxy that are known by name, so that a line with one tells what is missing. */
public final class UnsupportedActions extends ActionFamily {
  private static final Map<String, String> NEEDS =
      Map.ofEntries(
          Map.entry("cache-use", "the cache"),
          Map.entry("cache-store", "the cache"),
          Map.entry("use-service", "services of other programs"),
          Map.entry("send-spoe-group", "agents (SPOE)"),
          Map.entry("set-bandwidth-limit", "filters"),
          Map.entry("attach-srv", "reverse connections"),
          Map.entry("pause", "exchanges that are held back"),
          Map.entry("disable-l7-retry", "retries by rules"),
          Map.entry("add-headers-bin", "header fields in binary"),
          Map.entry("set-headers-bin", "header fields in binary"),
          Map.entry("del-headers-bin", "header fields in binary"),
          Map.entry("do-log", "log profiles"),
          Map.entry("expect-netscaler-cip", "NetScaler's client IP protocol"),
          Map.entry("switch-mode", "changing a connection's mode"),
          Map.entry("wait-for-handshake", "early data of TLS"));

  public UnsupportedActions() {
    NEEDS.forEach((name, what) -> add(name, ALL, (phase, word, a) -> refuse(word, what, a)));
  }

  private static io.gatehouse.api.rule.Action refuse(String word, String what, Arguments arguments)
      throws io.gatehouse.api.ArgumentException {
    throw arguments.error(
        "'"
            + word
            + "' is known to HAProxy but not supported yet, it needs "
            + what
            + "; remove the rule, or keep HAProxy for this section");
  }
}
