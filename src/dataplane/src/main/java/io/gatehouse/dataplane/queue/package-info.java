/**
 * Who waits for a server's slot. Open {@link io.gatehouse.dataplane.queue.WaitingRoom} first. Any
 * event loop enters and leaves; a slot never stays free while someone waits for it.
 */
@NullMarked
package io.gatehouse.dataplane.queue;

import org.jspecify.annotations.NullMarked;
