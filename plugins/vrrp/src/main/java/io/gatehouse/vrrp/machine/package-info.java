/**
 * The protocol as pure functions: a state, an event and the time go in, the next state and what is
 * to be done come out. Open {@code VrrpMachine} first, then {@code Turn}. Nothing here waits, reads
 * a clock or keeps anything, so that every thread may call and tests need neither root nor sleep.
 */
@NullMarked
package io.gatehouse.vrrp.machine;

import org.jspecify.annotations.NullMarked;
