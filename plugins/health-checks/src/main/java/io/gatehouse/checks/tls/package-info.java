/**
 * {@code option ssl-hello-chk}. Open {@link io.gatehouse.checks.tls.SslHelloCheckerPlugin} first.
 * Probes run on virtual threads and block.
 */
@NullMarked
package io.gatehouse.checks.tls;

import org.jspecify.annotations.NullMarked;
