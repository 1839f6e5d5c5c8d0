/**
 * Tests of the catalogue with jars that are compiled on the spot: code goes in, listings, problems
 * and choices come out. Open {@link io.gatehouse.gateway.plugins.Jars} first. One thread.
 */
@NullMarked
package io.gatehouse.gateway.plugins;

import org.jspecify.annotations.NullMarked;
