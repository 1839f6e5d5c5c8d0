/**
 * A first look: nothing goes in, a picture of how every algorithm spreads requests over two servers
 * comes out. Open {@link io.gatehouse.gateway.quickstart.Quickstart} first. The main thread runs
 * it; demo servers and clients are virtual threads.
 */
@NullMarked
package io.gatehouse.gateway.quickstart;

import org.jspecify.annotations.NullMarked;
