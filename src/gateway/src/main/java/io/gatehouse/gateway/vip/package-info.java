/**
 * The virtual addresses of this process: a {@code keepalived.conf} and a plugin go in, a log, mails
 * and dumps come out, and the plugin hears how well the data plane is. Open {@link
 * io.gatehouse.gateway.vip.VirtualIpService} first. Started and closed by the main thread; what the
 * plugin's own thread calls never waits.
 */
@NullMarked
package io.gatehouse.gateway.vip;

import org.jspecify.annotations.NullMarked;
