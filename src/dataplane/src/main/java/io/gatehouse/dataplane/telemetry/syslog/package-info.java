/**
 * Log lines on their way out: an event loop leaves a line in a ring, one thread puts the header of
 * each target's format before it and sends it. Open {@link
 * io.gatehouse.dataplane.telemetry.syslog.LogWriter} first. Any thread may submit; nobody waits.
 */
@NullMarked
package io.gatehouse.dataplane.telemetry.syslog;

import org.jspecify.annotations.NullMarked;
