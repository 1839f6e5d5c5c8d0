/**
 * The program while it carries traffic: a checked model and the wishes of a command line go in, an
 * exit code comes out when the process was told to end. Open {@link
 * io.gatehouse.gateway.process.GatewayProcess} first. The main thread runs it; signals arrive on a
 * thread of the virtual machine and are handed over to the main thread.
 */
@NullMarked
package io.gatehouse.gateway.process;

import org.jspecify.annotations.NullMarked;
