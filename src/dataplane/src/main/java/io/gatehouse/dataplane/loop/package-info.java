/**
 * What each event loop owns alone: heads, deadlines, scratch space, idle server connections. Open
 * {@link io.gatehouse.dataplane.loop.Loop} first. Everything here is confined to its event loop.
 */
@NullMarked
package io.gatehouse.dataplane.loop;

import org.jspecify.annotations.NullMarked;
