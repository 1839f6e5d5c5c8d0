/**
 * {@code option mysql-check}. Open {@link io.gatehouse.checks.mysql.MysqlCheckerPlugin} first.
 * Called on the event loop of checks.
 */
@NullMarked
package io.gatehouse.checks.mysql;

import org.jspecify.annotations.NullMarked;
