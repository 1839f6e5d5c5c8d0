package io.gatehouse.config.build;

import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.ServerDraft;
import io.gatehouse.config.haproxy.ServerSettings;
import io.gatehouse.config.haproxy.Values;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.model.Mode;

/**
 * What servers and their checks are spoken to in (manual section 5.2, {@code proto} and {@code
 * check-proto}).
 */
final class ProtocolBuilder {
  private static final String HTTP2 = "h2";
  private static final String TCP = "none";

  private final SectionDraft backend;
  private final Diagnostics diagnostics;

  ProtocolBuilder(SectionDraft backend, Diagnostics diagnostics) {
    this.backend = backend;
    this.diagnostics = diagnostics;
  }

  /**
   * Whether traffic goes to the server in HTTP/2; what the backend's mode has no use for is told.
   */
  boolean http2(Values values) {
    String protocol = values.get(ServerSettings.PROTOCOL, "");
    boolean http = ProxyBuilder.mode(backend) == Mode.HTTP;
    if (!protocol.isEmpty() && http == protocol.equals(TCP)) {
      diagnostics.error(
          values.at(ServerSettings.PROTOCOL).orElse(backend.header().span()),
          "MUX protocol is not usable for server",
          http
              ? "in mode http 'proto' is 'h1' or 'h2'"
              : "HTTP/2 is spoken in 'mode http'; in mode tcp bytes pass as they are");
    }
    return protocol.equals(HTTP2);
  }

  /** The same of its checks, which follow the server's protocol where it suits them. */
  boolean checkHttp2(ServerDraft draft, HealthCheckerSpec checker) {
    Values values = draft.values();
    String protocol = values.get(ServerSettings.CHECK_PROTOCOL, "");
    if (protocol.isEmpty()) {
      boolean suits = checker.speaksHttp();
      return suits && values.get(ServerSettings.PROTOCOL, "").equals(HTTP2);
    }
    if (checker.speaksHttp() == protocol.equals(TCP)) {
      diagnostics.error(
          values.at(ServerSettings.CHECK_PROTOCOL).orElse(draft.at()),
          "server '%s' uses an incompatible MUX protocol for the selected check type"
              .formatted(draft.name()),
          checker.speaksHttp()
              ? "'option httpchk' is spoken in 'h1' or 'h2'"
              : "only 'option httpchk' speaks HTTP");
    }
    return protocol.equals(HTTP2);
  }
}
