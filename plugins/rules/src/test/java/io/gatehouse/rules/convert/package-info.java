/** Tests of this package. Open {@code OracleTest} first. Everything runs on the test's thread. */
@NullMarked
package io.gatehouse.rules.convert;

import org.jspecify.annotations.NullMarked;
