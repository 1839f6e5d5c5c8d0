/**
 * The rule language of a proxy: {@code acl} lines, conditions, sample expressions and rule lines go
 * in, {@link io.gatehouse.model.Condition}s, {@link io.gatehouse.api.rule.Expression}s and {@link
 * io.gatehouse.model.RuleSets} come out. Open {@link io.gatehouse.config.haproxy.rule.ProxyRules}
 * first. One thread loads a configuration; nothing here is shared.
 */
@NullMarked
package io.gatehouse.config.haproxy.rule;

import org.jspecify.annotations.NullMarked;
