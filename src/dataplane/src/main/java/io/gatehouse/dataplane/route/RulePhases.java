package io.gatehouse.dataplane.route;

import io.gatehouse.model.RuleSets;

/** All compiled rule sets of one proxy. Immutable. */
public record RulePhases(
    RuleList tcpConnection,
    RuleList tcpSession,
    RuleList tcpRequest,
    RuleList httpRequest,
    RuleList tcpResponse,
    RuleList httpResponse,
    RuleList httpAfterResponse) {

  public static RulePhases compile(RuleSets sets, Conditions compiler) {
    return new RulePhases(
        RuleList.compile(sets.tcpConnection(), compiler),
        RuleList.compile(sets.tcpSession(), compiler),
        RuleList.compile(sets.tcpRequest(), compiler),
        RuleList.compile(sets.httpRequest(), compiler),
        RuleList.compile(sets.tcpResponse(), compiler),
        RuleList.compile(sets.httpResponse(), compiler),
        RuleList.compile(sets.httpAfterResponse(), compiler));
  }
}
