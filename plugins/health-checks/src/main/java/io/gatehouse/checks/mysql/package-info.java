/**
 * {@code option mysql-check}. Open {@link io.gatehouse.checks.mysql.MysqlCheckerPlugin} first.
 * Probes run on virtual threads and block.
 */
@NullMarked
package io.gatehouse.checks.mysql;

import org.jspecify.annotations.NullMarked;
