/**
 * What one choice of a server costs: algorithms go in, nanoseconds and allocated bytes come out.
 * Open {@link io.gatehouse.benchmarks.balance.ChoiceBenchmark} first. JMH's threads.
 */
@NullMarked
package io.gatehouse.benchmarks.balance;

import org.jspecify.annotations.NullMarked;
