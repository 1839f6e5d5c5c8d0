package io.gatehouse.model;

import java.util.Optional;

/** Transport behaviour of a proxy. */
public record TcpOptions(
    boolean clientKeepAlive,
    boolean serverKeepAlive,
    boolean clientNoLinger,
    boolean serverNoLinger,
    boolean independentStreams,
    Optional<Endpoint> source) {}
