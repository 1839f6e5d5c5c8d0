/**
 * VRRP (RFC 9568, and version 2 as Keepalived speaks it): a {@code keepalived.conf} goes in, one
 * owner of each virtual address comes out. Open {@code VrrpProvider} first. Everything runs on one
 * thread, the provider's own; what is called from outside says so.
 */
@NullMarked
package io.gatehouse.vrrp;

import org.jspecify.annotations.NullMarked;
