/**
 * What checks that speak a protocol have in common: turns of words and answers, and the words for
 * their outcome. Open {@link io.gatehouse.checks.talk.TalkSpec} first. Called on the event loop of
 * checks, never blocks.
 */
@NullMarked
package io.gatehouse.checks.talk;

import org.jspecify.annotations.NullMarked;
