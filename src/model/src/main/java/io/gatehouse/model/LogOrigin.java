package io.gatehouse.model;

import java.util.Optional;

/**
 * {@code log-tag} and {@code log-send-hostname}.
 *
 * @param hostname sent in syslog headers when present
 */
public record LogOrigin(String tag, Optional<String> hostname) {}
