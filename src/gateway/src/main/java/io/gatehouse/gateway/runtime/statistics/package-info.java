/**
 * What {@code show stat} says: counters of the running gateway come in, lines in one of HAProxy's
 * forms go out. Open {@link io.gatehouse.gateway.runtime.statistics.Statistics} first. Any thread;
 * each call reads the counters anew.
 */
@NullMarked
package io.gatehouse.gateway.runtime.statistics;

import org.jspecify.annotations.NullMarked;
