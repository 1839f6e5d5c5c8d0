/**
 * Converters (manual section 7.3.1): a sample is changed in place. Open {@link
 * io.gatehouse.rules.convert.ConverterFamily} first, then {@code TextConverters}. Made while the
 * configuration is loaded, called on the event loop that owns the exchange.
 */
@NullMarked
package io.gatehouse.rules.convert;

import org.jspecify.annotations.NullMarked;
