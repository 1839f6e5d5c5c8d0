/**
 * What tests share: origins and clients that speak raw bytes, the real programs as oracles, tables
 * of cases. Open {@link io.gatehouse.testkit.RealHaproxy} first, then {@link
 * io.gatehouse.testkit.RawOrigin} and {@link io.gatehouse.testkit.RawClient}. Everything blocks and
 * belongs to the test thread that made it; an origin serves each connection on a thread of its own.
 */
@NullMarked
package io.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
