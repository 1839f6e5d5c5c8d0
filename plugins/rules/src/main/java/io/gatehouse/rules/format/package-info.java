/**
 * Log-format strings (manual section 8.2.6): a text comes in, a chain of small parts goes out that
 * writes bytes. Open {@link io.gatehouse.rules.format.LogFormatCompiler} first. Compiled while the
 * configuration is loaded, written on the event loop that owns the exchange.
 */
@NullMarked
package io.gatehouse.rules.format;

import org.jspecify.annotations.NullMarked;
