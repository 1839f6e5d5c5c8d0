/**
 * What checks that speak a protocol have in common: a connection with time limits and the words for
 * what goes wrong with it. Open {@link io.gatehouse.checks.talk.TalkingChecker} first. Blocks;
 * virtual threads only.
 */
@NullMarked
package io.gatehouse.checks.talk;

import org.jspecify.annotations.NullMarked;
