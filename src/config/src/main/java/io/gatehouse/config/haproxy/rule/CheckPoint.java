package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.rule.Phase;
import io.gatehouse.api.rule.SampleFetch;
import io.gatehouse.config.text.Moment;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where a condition stands, which decides what its samples may read. The labels are HAProxy's, as
 * its users search for them.
 */
public enum CheckPoint implements Moment {
  TCP_CONNECTION("frontend tcp-request connection rule", Phase.TCP_CONNECTION),
  TCP_SESSION("frontend tcp-request session rule", Phase.TCP_SESSION),
  TCP_REQUEST_FRONTEND("frontend tcp-request content rule", Phase.TCP_REQUEST_CONTENT),
  HTTP_REQUEST_FRONTEND("frontend http-request header rule", Phase.HTTP_REQUEST),
  USE_BACKEND("frontend use-backend rule", Phase.TCP_REQUEST_CONTENT, Phase.HTTP_REQUEST),
  TCP_REQUEST_BACKEND("backend tcp-request content rule", Phase.TCP_REQUEST_CONTENT),
  HTTP_REQUEST_BACKEND("backend http-request header rule", Phase.HTTP_REQUEST),
  USE_SERVER(
      "backend use-server, balance or stick-match rule",
      Phase.TCP_REQUEST_CONTENT,
      Phase.HTTP_REQUEST),
  TCP_RESPONSE("backend tcp-response content rule", Phase.TCP_RESPONSE_CONTENT),
  STORE_RESPONSE("backend stick-store rule", Phase.TCP_RESPONSE_CONTENT, Phase.HTTP_RESPONSE),
  HTTP_RESPONSE_BACKEND("backend http-response header rule", Phase.HTTP_RESPONSE),
  HTTP_RESPONSE_FRONTEND("frontend http-response header rule", Phase.HTTP_RESPONSE),
  HTTP_AFTER_RESPONSE("backend http-response header rule", Phase.HTTP_AFTER_RESPONSE),
  LOG("log line", Phase.LOG),
  CHECK("backend tcp-check rule", Phase.CHECK);

  private final String label;
  private final Set<Phase> phases;

  CheckPoint(String label, Phase first, Phase... rest) {
    this.label = label;
    this.phases = EnumSet.of(first, rest);
  }

  /** The place of a rule set's rules in a section that has a frontend or has none. */
  static CheckPoint of(Phase phase, boolean frontend) {
    return switch (phase) {
      case TCP_CONNECTION -> TCP_CONNECTION;
      case TCP_SESSION -> TCP_SESSION;
      case TCP_REQUEST_CONTENT -> frontend ? TCP_REQUEST_FRONTEND : TCP_REQUEST_BACKEND;
      case HTTP_REQUEST -> frontend ? HTTP_REQUEST_FRONTEND : HTTP_REQUEST_BACKEND;
      case TCP_RESPONSE_CONTENT -> TCP_RESPONSE;
      case HTTP_RESPONSE -> frontend ? HTTP_RESPONSE_FRONTEND : HTTP_RESPONSE_BACKEND;
      case HTTP_AFTER_RESPONSE -> HTTP_AFTER_RESPONSE;
      case LOG -> LOG;
      case CHECK -> CHECK;
    };
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String hint() {
    return switch (this) {
      case LOG, TCP_RESPONSE, HTTP_RESPONSE_BACKEND, HTTP_RESPONSE_FRONTEND, HTTP_AFTER_RESPONSE ->
          "what is gone by then is kept in a variable: set-var(txn.NAME) while it can be read";
      default -> "";
    };
  }

  /** In a section that has both halves the backend is known from the beginning. */
  record Whole(CheckPoint point) implements Moment {
    @Override
    public String label() {
      return point.label();
    }

    @Override
    public boolean readable(SampleFetch fetch) {
      return point.reads(fetch);
    }

    @Override
    public String hint() {
      return point.hint();
    }
  }

  private boolean beforeBackend() {
    return switch (this) {
      case TCP_CONNECTION, TCP_SESSION, TCP_REQUEST_FRONTEND, HTTP_REQUEST_FRONTEND, USE_BACKEND ->
          true;
      default -> false;
    };
  }

  @Override
  public boolean readable(SampleFetch fetch) {
    return reads(fetch) && !(fetch.ofBackend() && beforeBackend());
  }

  private boolean reads(SampleFetch fetch) {
    for (Phase phase : phases) {
      if (fetch.phases().contains(phase)) {
        return true;
      }
    }
    return false;
  }
}
