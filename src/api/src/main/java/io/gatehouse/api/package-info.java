/**
 * The contracts between the gateway and its plugins: what a plugin reads of an exchange, and how it
 * reads its own words of the configuration. Open {@link io.gatehouse.api.Exchange} first, then the
 * kind of plugin in {@code balance}, {@code check} or {@code rule}. Configuration is parsed by the
 * thread that loads it; everything an {@code Exchange} reaches is confined to its event loop.
 */
@NullMarked
package io.gatehouse.api;

import org.jspecify.annotations.NullMarked;
