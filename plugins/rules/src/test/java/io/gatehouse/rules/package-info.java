/**
 * Tests of the vocabulary of rules: expressions are evaluated against {@link
 * io.gatehouse.rules.FakeExchange}. Open that class first. Everything runs on the test's thread.
 */
@NullMarked
package io.gatehouse.rules;

import org.jspecify.annotations.NullMarked;
