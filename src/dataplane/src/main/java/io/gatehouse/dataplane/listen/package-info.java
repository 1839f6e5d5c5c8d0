/**
 * Where connections come in: {@code bind} lines in, accepted channels out. Open {@link
 * io.gatehouse.dataplane.listen.Listener} first. Listeners are opened and closed by the control
 * thread; each accepts on the event loops that serve its connections.
 */
@NullMarked
package io.gatehouse.dataplane.listen;

import org.jspecify.annotations.NullMarked;
