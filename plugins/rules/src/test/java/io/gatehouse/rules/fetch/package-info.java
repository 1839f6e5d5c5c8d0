/**
 * Tests of the sample fetches, one class per family or table. Open {@code FetchTableTest} first.
 * Everything runs on the test's thread.
 */
@NullMarked
package io.gatehouse.rules.fetch;

import org.jspecify.annotations.NullMarked;
