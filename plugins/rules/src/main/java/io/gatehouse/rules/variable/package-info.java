/**
 * Setting variables (manual section 2.8): the words between a variable's name and the closing
 * parenthesis come in, a check of old and new value goes out. Open {@link
 * io.gatehouse.rules.variable.StoreConditions} first. Immutable; checked on the event loop that
 * owns the exchange.
 */
@NullMarked
package io.gatehouse.rules.variable;

import org.jspecify.annotations.NullMarked;
