package io.gatehouse.config.haproxy;

import io.gatehouse.config.text.Span;
import io.gatehouse.model.Endpoint;

/** One listening address of a {@code bind} line with the line's settings. */
public record BindDraft(Endpoint endpoint, Values values, Span at) {}
