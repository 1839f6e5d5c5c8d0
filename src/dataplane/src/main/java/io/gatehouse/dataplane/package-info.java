/**
 * The data plane: a {@link io.gatehouse.model.GatewayModel} in, balanced traffic out. Open {@link
 * io.gatehouse.dataplane.DataPlane} first; each step of an exchange has a package of its own. The
 * facade may be called by any thread; exchanges live on event loops.
 */
@NullMarked
package io.gatehouse.dataplane;

import org.jspecify.annotations.NullMarked;
