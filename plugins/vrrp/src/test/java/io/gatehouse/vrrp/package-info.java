/** Tests of VRRP as a whole: on networks of their own, with real Keepalived as the partner. */
@NullMarked
package io.gatehouse.vrrp;

import org.jspecify.annotations.NullMarked;
