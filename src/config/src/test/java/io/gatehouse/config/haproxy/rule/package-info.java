/**
 * Tests of the rule language: golden files go in, models and diagnostics are compared. Open {@link
 * io.gatehouse.config.haproxy.rule.GoldenRuleTest} first. One thread.
 */
@NullMarked
package io.gatehouse.config.haproxy.rule;

import org.jspecify.annotations.NullMarked;
