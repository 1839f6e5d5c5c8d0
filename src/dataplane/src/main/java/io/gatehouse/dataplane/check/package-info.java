/**
 * What probes mean: results are counted to a server's health, and said in HAProxy's words. Open
 * {@link io.gatehouse.dataplane.check.Health} first. Values are immutable; any thread.
 */
@NullMarked
package io.gatehouse.dataplane.check;

import org.jspecify.annotations.NullMarked;
