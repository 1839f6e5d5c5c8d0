/**
 * Parts of scripts by themselves; whole scripts meet HAProxy in the gateway's tests. Open {@link
 * io.gatehouse.checks.script.HttpReplyTest} first. Single-threaded.
 */
@NullMarked
package io.gatehouse.checks.script;

import org.jspecify.annotations.NullMarked;
