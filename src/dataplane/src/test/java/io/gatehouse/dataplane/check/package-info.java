/**
 * Tests of checks. Open {@link io.gatehouse.dataplane.check.CallTest} first. The thread of a test
 * is neither the control thread nor the event loop of checks.
 */
@NullMarked
package io.gatehouse.dataplane.check;

import org.jspecify.annotations.NullMarked;
