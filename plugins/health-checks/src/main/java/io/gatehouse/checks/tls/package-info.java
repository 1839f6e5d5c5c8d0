/**
 * {@code option ssl-hello-chk}. Open {@link io.gatehouse.checks.tls.SslHelloCheckerPlugin} first.
 * Called on the event loop of checks.
 */
@NullMarked
package io.gatehouse.checks.tls;

import org.jspecify.annotations.NullMarked;
