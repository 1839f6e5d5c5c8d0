/**
 * What a plugin's tests put in place of the gateway: the words of its line and the head of a
 * message. Open {@link io.gatehouse.testkit.plugin.FakeArguments} first, then {@link
 * io.gatehouse.testkit.plugin.FakeHead}. Everything belongs to the test that made it.
 */
@NullMarked
package io.gatehouse.testkit.plugin;

import org.jspecify.annotations.NullMarked;
