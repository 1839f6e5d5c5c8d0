/**
 * The whole system under load: the programs gatehouse, haproxy and nginx go in, one after the other
 * and again, tables and a picture come out. Open {@link
 * io.gatehouse.benchmarks.system.SystemBenchmark} first. A command of its own, one thread and those
 * it starts.
 */
@NullMarked
package io.gatehouse.benchmarks.system;

import org.jspecify.annotations.NullMarked;
