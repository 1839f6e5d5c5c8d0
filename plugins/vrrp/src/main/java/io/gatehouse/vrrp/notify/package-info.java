/**
 * Telling scripts and FIFOs of changes of state, with Keepalived's words in Keepalived's order.
 * Open {@link io.gatehouse.vrrp.notify.ScriptNotifier} first. The runner's thread only leaves a
 * note; a thread of the notifier starts scripts and writes lines.
 */
@NullMarked
package io.gatehouse.vrrp.notify;

import org.jspecify.annotations.NullMarked;
