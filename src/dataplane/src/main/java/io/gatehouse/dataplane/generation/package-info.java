/**
 * A configuration at work and the change to the next one: a {@link io.gatehouse.model.GatewayModel}
 * and the generation before it in, running proxies and listeners out. Open {@link
 * io.gatehouse.dataplane.generation.Changeover} first. Built by the thread that reloads, put into
 * force and ended by the control thread.
 */
@NullMarked
package io.gatehouse.dataplane.generation;

import org.jspecify.annotations.NullMarked;
