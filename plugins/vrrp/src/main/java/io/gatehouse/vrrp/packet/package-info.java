/**
 * Adverts on the wire: settings of an instance and a priority go in and bytes come out, received
 * bytes go in and a verdict comes out. Open {@code AdvertisementCodec} first. One thread uses a
 * codec; its buffer is used again for each packet.
 */
@NullMarked
package io.gatehouse.vrrp.packet;

import org.jspecify.annotations.NullMarked;
