package io.gatehouse.config.build;

import io.gatehouse.config.haproxy.Flags;
import io.gatehouse.config.haproxy.ProxySettings;
import io.gatehouse.config.haproxy.SectionDraft;
import io.gatehouse.config.haproxy.Values;
import io.gatehouse.model.ErrorPages;
import io.gatehouse.model.HttpOptions;
import io.gatehouse.model.HttpOptions.ConnectionMode;
import io.gatehouse.model.KeepAlive;
import io.gatehouse.model.Mode;
import io.gatehouse.model.Proxy;
import io.gatehouse.model.RuleSets;
import io.gatehouse.model.TcpOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What frontends and backends have in common. */
final class ProxyBuilder {
  private static final RuleSets NO_RULES =
      new RuleSets(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Duration.ZERO,
          Duration.ZERO);

  private ProxyBuilder() {}

  static Mode mode(SectionDraft draft) {
    return draft.values().get(ProxySettings.MODE, Mode.TCP);
  }

  static Proxy build(SectionDraft draft, int id) {
    Values values = draft.values();
    Proxy.Kind kind =
        switch (draft.kind()) {
          case FRONTEND -> Proxy.Kind.FRONTEND;
          case BACKEND -> Proxy.Kind.BACKEND;
          case LISTEN -> Proxy.Kind.LISTEN;
          case GLOBAL, DEFAULTS -> throw new IllegalArgumentException(draft.kind().word());
        };
    return new Proxy(
        draft.name(),
        id,
        kind,
        mode(draft),
        values.is(ProxySettings.DISABLED),
        values.get(ProxySettings.DESCRIPTION, ""),
        http(values, mode(draft)),
        tcp(draft),
        draft.rules().map(rules -> rules.ruleSets(draft.defaults())).orElse(NO_RULES),
        new ErrorPages(values.get(ProxySettings.ERRORS, Map.of())));
  }

  private static HttpOptions http(Values values, Mode mode) {
    return new HttpOptions(
        values.get(ProxySettings.CONNECTION, ConnectionMode.KEEP_ALIVE),
        values.get(ProxySettings.FORWARD_FOR, Optional.empty()),
        values.get(ProxySettings.ORIGINAL_TO, Optional.empty()),
        values.get(ProxySettings.SERVER_NAME_FIELD),
        values.get(Flags.ABORT_ON_CLOSE, mode == Mode.HTTP),
        values.is(Flags.UNSAFE_REQUEST) || values.is(Flags.INVALID_REQUEST),
        values.is(Flags.UNSAFE_RESPONSE) || values.is(Flags.INVALID_RESPONSE),
        values.is(Flags.BUFFER_REQUEST),
        values.is(Flags.IGNORE_PROBES),
        values.is(Flags.PRETEND_KEEPALIVE),
        values.is(Flags.PREFER_LAST_SERVER),
        !values.is(Flags.DISABLE_H2_UPGRADE));
  }

  private static TcpOptions tcp(SectionDraft draft) {
    Values values = draft.values();
    boolean nolinger = values.is(Flags.NOLINGER);
    return new TcpOptions(
        new KeepAlive(
            values.is(Flags.CLITCPKA),
            values.get(ProxySettings.CLITCPKA_CNT, 0),
            values.get(ProxySettings.CLITCPKA_IDLE, Duration.ZERO),
            values.get(ProxySettings.CLITCPKA_INTVL, Duration.ZERO)),
        new KeepAlive(
            values.is(Flags.SRVTCPKA),
            values.get(ProxySettings.SRVTCPKA_CNT, 0),
            values.get(ProxySettings.SRVTCPKA_IDLE, Duration.ZERO),
            values.get(ProxySettings.SRVTCPKA_INTVL, Duration.ZERO)),
        nolinger && draft.kind().frontend(),
        nolinger && draft.kind().backend(),
        values.is(Flags.INDEPENDENT_STREAMS));
  }
}
