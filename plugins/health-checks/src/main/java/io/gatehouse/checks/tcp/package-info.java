/**
 * The default check: a TCP connection is opened and closed. Open {@link
 * io.gatehouse.checks.tcp.TcpCheckerPlugin} first. Called on the event loop of checks.
 */
@NullMarked
package io.gatehouse.checks.tcp;

import org.jspecify.annotations.NullMarked;
