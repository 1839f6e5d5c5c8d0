package io.gatehouse.checks.http;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.checks.talk.Conversation;
import io.gatehouse.checks.talk.Replies;
import io.gatehouse.checks.talk.Talk;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One request and the expectations of its response, in their order.
 *
 * @param goneIsFine a 404 passes conditionally
 */
record HttpTalk(Request request, List<Expectation> expected, boolean goneIsFine) implements Talk {
  private static final int GONE = 404;

  @Override
  public CheckResult with(Conversation server, CheckTarget target) throws IOException {
    server.send(request.bytes());
    Optional<Response> begun = Response.parse(server.receive(Response::headComplete));
    if (begun.isEmpty()) {
      return CheckResult.of(CheckStatus.L7RSP);
    }
    Response response = begun.get();
    if (goneIsFine && response.status() == GONE) {
      return new CheckResult(CheckStatus.L7OKC, GONE, "");
    }
    List<Expectation> all = expected.isEmpty() ? List.of(Expectation.DEFAULT) : expected;
    for (Expectation expectation : all) {
      if (expectation.body()) {
        response = rest(server, expectation);
      }
      if (expectation.found(response) == expectation.negated()) {
        return failure(expectation, response);
      }
    }
    return Replies.ok(response.status(), "");
  }

  /** Reads until what is looked for is there, or nothing more can come. */
  private static Response rest(Conversation server, Expectation expectation) throws IOException {
    byte[] said = server.receive(received -> enough(received, expectation));
    return Response.parse(said).orElseThrow();
  }

  private static boolean enough(byte[] received, Expectation expectation) {
    return Response.parse(received)
        .filter(response -> response.complete() || expectation.found(response))
        .isPresent();
  }

  private static CheckResult failure(Expectation expectation, Response response) {
    if (expectation.body()) {
      return Replies.invalid(
          expectation.negated()
              ? "HTTP check matched unwanted content"
              : "HTTP content check did not match");
    }
    return Replies.wrong(response.status(), response.reason());
  }
}
