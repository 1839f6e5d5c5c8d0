/**
 * What the HTTP/1 message layer costs: heads go in, nanoseconds come out. Open {@link
 * io.gatehouse.benchmarks.http.HeadScanBenchmark}. JMH alone calls it.
 */
@NullMarked
package io.gatehouse.benchmarks.http;

import org.jspecify.annotations.NullMarked;
