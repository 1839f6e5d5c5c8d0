package io.gatehouse.model;

import java.time.Duration;

/** {@code stats timeout} and {@code stats maxconn} of the runtime sockets. */
public record StatsSettings(Duration timeout, int maxconn) {}
