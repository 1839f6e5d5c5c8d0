package io.gatehouse.checks.talk;

import io.gatehouse.api.check.CheckResult;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One exchange of words with a server.
 *
 * @param says what is sent first; empty where the server speaks by itself, what it said before then
 *     still counts
 * @param enough whether its answer is complete; not asked before there is any of it
 * @param verdict what the answer means, which may be empty or cut off; a failed one ends the check
 */
public record Turn(byte[] says, Predicate<byte[]> enough, Function<byte[], CheckResult> verdict) {}
