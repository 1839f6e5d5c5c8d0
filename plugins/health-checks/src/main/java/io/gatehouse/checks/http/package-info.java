/**
 * {@code option httpchk} and {@code http-check} lines. Open {@link
 * io.gatehouse.checks.http.HttpCheckerPlugin} first. Probes run on virtual threads and block.
 */
@NullMarked
package io.gatehouse.checks.http;

import org.jspecify.annotations.NullMarked;
