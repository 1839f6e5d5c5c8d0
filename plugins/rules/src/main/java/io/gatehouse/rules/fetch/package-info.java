/**
 * Sample fetches (manual section 7.3): an exchange comes in, a sample goes out. Open {@link
 * io.gatehouse.rules.fetch.FetchFamily} first, then a family such as {@code HeaderFetches}. Made
 * while the configuration is loaded, called on the event loop that owns the exchange.
 */
@NullMarked
package io.gatehouse.rules.fetch;

import org.jspecify.annotations.NullMarked;
