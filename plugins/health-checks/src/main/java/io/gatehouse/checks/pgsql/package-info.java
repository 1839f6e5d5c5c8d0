/**
 * {@code option pgsql-check}. Open {@link io.gatehouse.checks.pgsql.PgsqlCheckerPlugin} first.
 * Probes run on virtual threads and block.
 */
@NullMarked
package io.gatehouse.checks.pgsql;

import org.jspecify.annotations.NullMarked;
