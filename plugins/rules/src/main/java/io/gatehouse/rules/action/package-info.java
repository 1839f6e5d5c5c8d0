/**
 * Actions of rules (manual section 4.4): words of the configuration come in, an immutable action
 * goes out. Open {@link io.gatehouse.rules.action.ActionFamily} first, then {@code Refusals} and
 * {@code HeaderActions}. Made while the configuration is loaded, run on the event loop that owns
 * the exchange.
 */
@NullMarked
package io.gatehouse.rules.action;

import org.jspecify.annotations.NullMarked;
