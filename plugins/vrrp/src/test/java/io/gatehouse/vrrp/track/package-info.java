/** Tests of what is watched, against real processes and Keepalived. */
@NullMarked
package io.gatehouse.vrrp.track;

import org.jspecify.annotations.NullMarked;
