package io.gatehouse.dataplane.route;

import io.gatehouse.api.rule.MatchMethod;
import org.jspecify.annotations.Nullable;

/**
 * What a text found in a pattern list.
 *
 * @param entry the first that matches; null when none does
 */
public record PatternLookup(
    MatchMethod method, boolean ignoreCase, PatternFileList.@Nullable Entry entry) {}
