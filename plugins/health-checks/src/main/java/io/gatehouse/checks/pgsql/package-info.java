/**
 * {@code option pgsql-check}. Open {@link io.gatehouse.checks.pgsql.PgsqlCheckerPlugin} first.
 * Called on the event loop of checks.
 */
@NullMarked
package io.gatehouse.checks.pgsql;

import org.jspecify.annotations.NullMarked;
