package io.gatehouse.checks.http;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckStep;
import io.gatehouse.api.check.HealthChecker;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.check.HealthCheckerSpec;
import io.gatehouse.checks.talk.TalkingChecker;
import io.gatehouse.checks.talk.TalkingChecker.Manner;
import java.util.ArrayList;
import java.util.List;

/** Sends a request and looks at the response (manual section 4.2, {@code option httpchk}). */
public final class HttpCheckerPlugin implements HealthCheckerPlugin {
  @Override
  public String name() {
    return "httpchk";
  }

  @Override
  public String stepKeyword() {
    return "http-check";
  }

  /** One word is the URI; several are method, URI, version and host. */
  @Override
  public HealthCheckerSpec parse(Arguments arguments) throws ArgumentException {
    if (!arguments.hasNext()) {
      return new Spec(Request.DEFAULT, List.of());
    }
    String first = arguments.next("a method or a URI");
    if (!arguments.hasNext()) {
      return new Spec(Request.DEFAULT.at(first), List.of());
    }
    String uri = arguments.next("a URI");
    String version = arguments.hasNext() ? arguments.next("a version") : Request.DEFAULT.version();
    List<Request.Field> fields = new ArrayList<>();
    version = Steps.split(version, fields, arguments);
    if (arguments.hasNext()) {
      fields.add(0, new Request.Field("host", arguments.next("a host name")));
    }
    return new Spec(new Request(first, uri, version, fields, ""), List.of());
  }

  @Override
  public CheckStep parseStep(Arguments arguments) throws ArgumentException {
    return Steps.parse(arguments);
  }

  private record Spec(Request request, List<CheckStep> steps) implements HealthCheckerSpec {
    @Override
    public String name() {
      return "httpchk";
    }

    @Override
    public HealthCheckerSpec with(List<CheckStep> more) {
      return new Spec(request, List.copyOf(more));
    }

    @Override
    public HealthChecker create() {
      Request asked = request;
      boolean goneIsFine = false;
      List<Expectation> expected = new ArrayList<>();
      for (CheckStep step : steps) {
        switch (step) {
          case Steps.Send send -> asked = send.over(asked);
          case Steps.Gone _ -> goneIsFine = true;
          case Expectation expectation -> expected.add(expectation);
          default -> throw new IllegalStateException("a step of another check: " + step);
        }
      }
      return new TalkingChecker(
          new HttpTalk(asked, List.copyOf(expected), goneIsFine), Manner.RESET);
    }
  }
}
