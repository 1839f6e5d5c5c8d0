/**
 * What conditions cost a request: pattern sets of several sizes go in, nanoseconds and bytes come
 * out. Open {@link io.gatehouse.benchmarks.route.PatternSetBenchmark} first. JMH's threads call.
 */
@NullMarked
package io.gatehouse.benchmarks.route;

import org.jspecify.annotations.NullMarked;
