/** What stick tables cost: keys in, nanoseconds and bytes out. Open the one benchmark. */
@NullMarked
package io.gatehouse.benchmarks.table;

import org.jspecify.annotations.NullMarked;
