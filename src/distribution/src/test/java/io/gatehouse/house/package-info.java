/**
 * The rules of the house, checked over the whole repository: in go its sources and the compiled
 * classes of every module, out come the names of the offenders, all of them at once. Open {@link
 * io.gatehouse.house.ArrowsTest} first. Everything runs on the test's own thread.
 */
@NullMarked
package io.gatehouse.house;

import org.jspecify.annotations.NullMarked;
