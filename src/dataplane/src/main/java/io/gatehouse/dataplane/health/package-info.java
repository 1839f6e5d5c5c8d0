/**
 * What is known of a server's health: results of probes in; states, counts and HAProxy's words for
 * them out. Open {@link io.gatehouse.dataplane.health.CheckState} first. The control thread writes,
 * any thread reads.
 */
@NullMarked
package io.gatehouse.dataplane.health;

import org.jspecify.annotations.NullMarked;
