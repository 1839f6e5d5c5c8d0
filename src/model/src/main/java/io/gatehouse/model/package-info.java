/**
 * A configuration known to be valid: immutable records with every default filled in, no positions,
 * compared with {@code equals} at reload. Open {@link io.gatehouse.model.GatewayModel} first. Any
 * thread may read them.
 */
@NullMarked
package io.gatehouse.model;

import org.jspecify.annotations.NullMarked;
