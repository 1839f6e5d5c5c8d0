/**
 * Tests of event loops. Open {@link io.gatehouse.dataplane.loop.LastingEpollTest} first. The thread
 * of a test is none of the loops.
 */
@NullMarked
package io.gatehouse.dataplane.loop;

import org.jspecify.annotations.NullMarked;
