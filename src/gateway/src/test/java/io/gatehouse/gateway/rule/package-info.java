/**
 * Rules from text to verdict, compared with the real HAProxy. Open {@link
 * io.gatehouse.gateway.rule.AclOracleTest} first. One thread.
 */
@NullMarked
package io.gatehouse.gateway.rule;

import org.jspecify.annotations.NullMarked;
