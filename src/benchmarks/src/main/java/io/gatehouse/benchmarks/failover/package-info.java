/**
 * The pair measured as its users see it: real programs in network namespaces, real clients, every
 * way to fail. Open {@link io.gatehouse.benchmarks.failover.FailoverBenchmark} first. Labs run side
 * by side on threads of their own; what they found is put together on the main thread.
 */
@NullMarked
package io.gatehouse.benchmarks.failover;

import org.jspecify.annotations.NullMarked;
