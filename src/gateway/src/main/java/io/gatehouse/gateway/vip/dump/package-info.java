/**
 * The state of virtual addresses as Keepalived's files and our runtime socket tell it: statuses go
 * in, text and JSON come out. Open {@link io.gatehouse.gateway.vip.dump.VipDump} first. Immutable,
 * any thread.
 */
@NullMarked
package io.gatehouse.gateway.vip.dump;

import org.jspecify.annotations.NullMarked;
