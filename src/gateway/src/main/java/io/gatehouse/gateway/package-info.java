/**
 * The program: command lines go in, a checked configuration and an exit code come out. Open {@link
 * io.gatehouse.gateway.Gatehouse} first, then {@link io.gatehouse.gateway.Configurations}.
 * Everything here runs on the main thread.
 */
@NullMarked
package io.gatehouse.gateway;

import org.jspecify.annotations.NullMarked;
