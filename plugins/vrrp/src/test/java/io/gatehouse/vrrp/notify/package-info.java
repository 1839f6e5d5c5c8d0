/** Tests of notifications, against real processes and Keepalived. */
@NullMarked
package io.gatehouse.vrrp.notify;

import org.jspecify.annotations.NullMarked;
