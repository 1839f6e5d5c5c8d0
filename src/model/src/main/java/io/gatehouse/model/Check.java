package io.gatehouse.model;

import io.gatehouse.api.check.HealthCheckerSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * A server's health check.
 *
 * @param inter between checks while up or down, unless the other two say otherwise
 * @param fastInter while changing state
 * @param downInter while down
 * @param rise successes that bring it up
 * @param fall failures that take it down
 * @param address checked instead of the server's
 * @param port checked instead of the server's
 * @param proxyVersion of the PROXY protocol header that checks begin with; 0 for none
 * @param viaSocks {@code check-via-socks4}
 * @param checker instead of the backend's ({@code healthcheck})
 * @param tls present where checks may use it
 * @param http2 whether they are spoken in HTTP/2
 */
public record Check(
    Duration inter,
    Duration fastInter,
    Duration downInter,
    int rise,
    int fall,
    Optional<String> address,
    Optional<Integer> port,
    int proxyVersion,
    boolean viaSocks,
    Optional<HealthCheckerSpec> checker,
    Optional<CheckTls> tls,
    boolean http2) {}
