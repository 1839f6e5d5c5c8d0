package io.gatehouse.checks.script;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckScene;
import io.gatehouse.api.check.CheckStep;
import io.gatehouse.api.check.Dialogue;
import io.gatehouse.api.check.DialogueSpec;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.check.HealthCheckerSpec;
import java.util.ArrayList;
import java.util.List;

/** Sends a request and looks at the response (manual section 4.2, {@code option httpchk}). */
public final class HttpScriptPlugin implements HealthCheckerPlugin {
  @Override
  public String name() {
    return "httpchk";
  }

  @Override
  public String stepKeyword() {
    return "http-check";
  }

  @Override
  public CheckStep parseStep(Arguments arguments, List<CheckStep> before) throws ArgumentException {
    CheckStep step = StepLines.http(arguments);
    new StepOrder(before, arguments).http(step);
    return step;
  }

  /** One word is the URI; several are method, URI, version and host. */
  @Override
  public HealthCheckerSpec parse(Arguments arguments) throws ArgumentException {
    if (!arguments.hasNext()) {
      return new Option(HttpSend.DEFAULT);
    }
    String first = arguments.next("a method or a URI");
    if (!arguments.hasNext()) {
      return new Option(request("", first, "", List.of()));
    }
    String uri = arguments.next("a URI");
    String written = arguments.hasNext() ? arguments.next("a version") : "";
    List<HttpSend.Field> fields = new ArrayList<>();
    String version = split(written, fields, arguments);
    if (arguments.hasNext()) {
      fields.addFirst(new HttpSend.Field("host", Words.format(arguments, false)));
    }
    return new Option(request(first, uri, version, fields));
  }

  private static HttpSend request(
      String method, String uri, String version, List<HttpSend.Field> fields) {
    return new HttpSend(true, method, Words.text(uri), version, fields, Words.NONE, "");
  }

  /** Old files put header fields behind the version: {@code HTTP/1.1\r\nHost:\ www}. */
  private static String split(String version, List<HttpSend.Field> fields, Arguments arguments)
      throws ArgumentException {
    String[] lines = version.split("\r\n", -1);
    if (lines.length > 1) {
      arguments.warn(
          "hiding headers or body at the end of the version string is deprecated; consider to use"
              + " 'http-check send' instead");
    }
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      int colon = lines[i].indexOf(':');
      if (colon <= 0) {
        throw arguments.error("only header fields may stand behind the version");
      }
      String value = lines[i].substring(colon + 1).strip();
      fields.add(new HttpSend.Field(lines[i].substring(0, colon), Words.text(value)));
    }
    return lines[0];
  }

  /** The option before its lines are known. */
  private record Option(HttpSend request) implements DialogueSpec {
    @Override
    public String name() {
      return "httpchk";
    }

    @Override
    public HealthCheckerSpec with(List<CheckStep> steps) {
      return Script.http(request, steps);
    }

    @Override
    public Dialogue begin(CheckScene scene) {
      return Script.http(request, List.of()).begin(scene);
    }
  }
}
