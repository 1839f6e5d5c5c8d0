package io.gatehouse.dataplane.telemetry;

/**
 * What a frontend logs.
 *
 * @param lines where its lines go
 * @param traffic told about each exchange
 */
public record FrontendLog(ProxyLog lines, AccessLog traffic) {}
