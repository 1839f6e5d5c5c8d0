/**
 * The vocabulary of rules: fetches read a {@link io.gatehouse.api.rule.Sample} from an exchange,
 * converters change it, actions act on the exchange. Open {@link io.gatehouse.api.rule.Expression}
 * first. All of it is parsed once when the configuration is loaded and runs on event loops.
 */
@NullMarked
package io.gatehouse.api.rule;

import org.jspecify.annotations.NullMarked;
