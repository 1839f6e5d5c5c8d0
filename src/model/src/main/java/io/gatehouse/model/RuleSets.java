package io.gatehouse.model;

import java.util.List;

/** A proxy's rules by phase, in the order of the file. */
public record RuleSets(
    List<Rule> tcpConnection,
    List<Rule> tcpSession,
    List<Rule> tcpRequest,
    List<Rule> httpRequest,
    List<Rule> tcpResponse,
    List<Rule> httpResponse,
    List<Rule> httpAfterResponse,
    java.time.Duration requestInspectDelay,
    java.time.Duration responseInspectDelay) {

  public RuleSets {
    tcpConnection = List.copyOf(tcpConnection);
    tcpSession = List.copyOf(tcpSession);
    tcpRequest = List.copyOf(tcpRequest);
    httpRequest = List.copyOf(httpRequest);
    tcpResponse = List.copyOf(tcpResponse);
    httpResponse = List.copyOf(httpResponse);
    httpAfterResponse = List.copyOf(httpAfterResponse);
  }
}
