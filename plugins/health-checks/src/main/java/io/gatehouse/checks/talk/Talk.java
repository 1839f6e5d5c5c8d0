package io.gatehouse.checks.talk;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckTarget;
import java.io.IOException;

/** What is said to a server and what its answers mean. Immutable; called once for each probe. */
@FunctionalInterface
public interface Talk {
  /** Ends with the result; an exception means that the connection failed. */
  CheckResult with(Conversation conversation, CheckTarget target) throws IOException;
}
