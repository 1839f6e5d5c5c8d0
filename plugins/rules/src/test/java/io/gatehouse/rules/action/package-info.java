/** Tests of this package. Open {@code ActionsTest} first. Everything runs on the test's thread. */
@NullMarked
package io.gatehouse.rules.action;

import org.jspecify.annotations.NullMarked;
