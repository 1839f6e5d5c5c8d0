/**
 * Tests of the machine's side, in network namespaces, against {@code ip}, tcpdump and Keepalived.
 */
@NullMarked
package io.gatehouse.vrrp.kernel;

import org.jspecify.annotations.NullMarked;
