/**
 * The default check: a TCP connection is opened and closed. Open {@link
 * io.gatehouse.checks.tcp.TcpCheckerPlugin} first. Probes run on virtual threads and block.
 */
@NullMarked
package io.gatehouse.checks.tcp;

import org.jspecify.annotations.NullMarked;
