/**
 * What instances watch: scripts, processes and files, judged as Keepalived judges them. Open {@link
 * io.gatehouse.vrrp.track.Trackers} first. Each watched object has a thread of its own; verdicts
 * are read by the runner's thread, which is woken when one changes.
 */
@NullMarked
package io.gatehouse.vrrp.track;

import org.jspecify.annotations.NullMarked;
