package io.gatehouse.gateway.log;

import static io.gatehouse.gateway.log.Scenario.http;
import static io.gatehouse.gateway.log.Scenario.tcp;
import static io.gatehouse.gateway.log.Steps.LAST_GET;
import static io.gatehouse.gateway.log.Steps.OK;
import static io.gatehouse.gateway.log.Steps.answers;
import static io.gatehouse.gateway.log.Steps.sends;
import static io.gatehouse.gateway.log.Steps.sendsAndLeaves;

import java.util.List;

/** Clients that are to begin with a PROXY protocol header, and do or do not. */
final class HandshakeScenarios {
  private static final String EXPECT = "tcp-request connection expect-proxy layer4";
  private static final String QUIET = "option dontlognull";
  private static final String LINE = "PROXY TCP4 127.0.0.1 127.0.0.1 1234 80\r\n";

  private HandshakeScenarios() {}

  static List<Scenario> all() {
    return List.of(
        http("proxied", answers(OK), sends(LINE + LAST_GET)).in(EXPECT),
        http("proxied-no-header", answers(OK), sends(LAST_GET)).in(EXPECT),
        http("proxied-no-header-quiet", answers(OK), sends(LAST_GET)).in(EXPECT, QUIET),
        tcp("proxied-protocol", answers(OK), sends("PROXY UDP4 1.2.3.4 5.6.7.8 1 2\r\n"))
            .in(EXPECT),
        tcp("proxied-invalid", answers(OK), sends("PROXY TCP4 1.2.3.4 x 1 2\r\n")).in(EXPECT),
        tcp("proxied-separate", answers(OK), sends("PROXY TCP4 1.2.3.4 x 1 2\r\n"))
            .in(EXPECT, "option log-separate-errors"),
        tcp("proxied-empty", answers(OK), sendsAndLeaves("")).in(EXPECT),
        tcp("proxied-empty-quiet", answers(OK), sendsAndLeaves("")).in(EXPECT, QUIET).writes(0));
  }
}
