/**
 * Checks that follow a script: lines of {@code tcp-check} and {@code http-check} in, one result
 * out. Open {@link io.gatehouse.checks.script.Script} first, then {@link
 * io.gatehouse.checks.script.ScriptRun}. Scripts are immutable; a run belongs to the event loop of
 * checks and never blocks.
 */
@NullMarked
package io.gatehouse.checks.script;

import org.jspecify.annotations.NullMarked;
