/**
 * Tests of log-format strings. Open {@code LogFormatTest} first. Everything runs on the test's
 * thread.
 */
@NullMarked
package io.gatehouse.rules.format;

import org.jspecify.annotations.NullMarked;
