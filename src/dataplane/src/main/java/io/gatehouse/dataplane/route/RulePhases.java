package io.gatehouse.dataplane.route;

import io.gatehouse.model.Backend;
import io.gatehouse.model.RuleSets;
import java.util.List;

/**
 * All compiled rule sets of one proxy. Immutable.
 *
 * @param useServers conditions of {@code use-server} lines, in the order of the model
 * @param persist {@code force-persist} and {@code ignore-persist}
 */
public record RulePhases(
    RuleList tcpConnection,
    RuleList tcpSession,
    RuleList tcpRequest,
    RuleList httpRequest,
    RuleList tcpResponse,
    RuleList httpResponse,
    RuleList httpAfterResponse,
    List<Test> useServers,
    PersistRules persist) {

  public static RulePhases compile(RuleSets sets, Conditions compiler) {
    return compile(sets, List.of(), PersistRules.NONE, compiler);
  }

  /** Only what no frontend runs. */
  public RulePhases responseOnly() {
    RuleList none = RuleList.NONE;
    return new RulePhases(
        none, none, none, none, tcpResponse, none, none, List.of(), PersistRules.NONE);
  }

  /** Those of a backend, with the lines that concern the choice of a server. */
  public static RulePhases compile(Backend backend, Conditions compiler) {
    return compile(
        backend.proxy().rules(),
        backend.useServers(),
        PersistRules.compile(backend.persistence(), compiler),
        compiler);
  }

  private static RulePhases compile(
      RuleSets sets,
      List<Backend.UseServer> useServers,
      PersistRules persist,
      Conditions compiler) {
    return new RulePhases(
        RuleList.compile(sets.tcpConnection(), compiler),
        RuleList.compile(sets.tcpSession(), compiler),
        RuleList.compile(sets.tcpRequest(), compiler),
        RuleList.compile(sets.httpRequest(), compiler),
        RuleList.compile(sets.tcpResponse(), compiler),
        RuleList.compile(sets.httpResponse(), compiler),
        RuleList.compile(sets.httpAfterResponse(), compiler),
        useServers.stream().map(rule -> compiler.compile(rule.condition())).toList(),
        persist);
  }
}
