/** Tests of adverts on the wire: by their bytes, by real Keepalived's, and by any bytes. */
@NullMarked
package io.gatehouse.vrrp.packet;

import org.jspecify.annotations.NullMarked;
