/**
 * How servers were before the process started: the files that {@code show servers state} was
 * written to in, for each server what they say of it out. Open {@link
 * io.gatehouse.dataplane.statefile.PastStates} first. Read once, by the thread that starts; what
 * was read does not change.
 */
@NullMarked
package io.gatehouse.dataplane.statefile;

import org.jspecify.annotations.NullMarked;
