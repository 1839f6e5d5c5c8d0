package io.gatehouse.checks.http;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.check.CheckStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code http-check} lines. */
final class Steps {
  private static final Set<String> NOT_YET =
      Set.of("connect", "set-var", "set-var-fmt", "unset-var", "send-state");

  private Steps() {}

  /** {@code http-check disable-on-404}: a server that says so takes no new sessions. */
  record Gone() implements CheckStep {}

  /**
   * {@code http-check send}: what it leaves out stays as {@code option httpchk} said it.
   *
   * @param method empty where it is left out, as the following two
   */
  record Send(String method, String uri, String version, List<Request.Field> fields, String body)
      implements CheckStep {
    Request over(Request option) {
      List<Request.Field> all = new ArrayList<>(option.fields());
      all.removeIf(old -> fields.stream().anyMatch(field -> field.name().equals(old.name())));
      all.addAll(fields);
      return new Request(
          method.isEmpty() ? option.method() : method,
          uri.isEmpty() ? option.uri() : uri,
          version.isEmpty() ? option.version() : version,
          all,
          body.isEmpty() ? option.body() : body);
    }
  }

  static CheckStep parse(Arguments arguments) throws ArgumentException {
    String word = arguments.next("'send', 'expect', 'comment' or 'disable-on-404'");
    if (NOT_YET.contains(word)) {
      throw arguments.error(
          "'http-check "
              + word
              + "' is known to HAProxy but not supported yet; keep to 'send'"
              + " and 'expect'");
    }
    return switch (word) {
      case "send" -> send(arguments);
      case "expect" -> Expectation.parse(arguments);
      case "disable-on-404" -> new Gone();
      default ->
          throw arguments.error(
              "unknown word '" + word + "', expected 'send', 'expect' or 'disable-on-404'");
    };
  }

  private static Send send(Arguments arguments) throws ArgumentException {
    String method = "";
    String uri = "";
    String version = "";
    String body = "";
    List<Request.Field> fields = new ArrayList<>();
    while (arguments.hasNext()) {
      String word = arguments.next("'meth', 'uri', 'ver', 'hdr' or 'body'");
      switch (word) {
        case "meth" -> method = arguments.next("a method");
        case "uri" -> uri = arguments.next("a URI");
        case "ver" -> version = arguments.next("a version");
        case "body" -> body = arguments.next("a body");
        case "hdr" -> fields.add(field(arguments));
        case "uri-lf", "body-lf", "comment" ->
            throw arguments.error("'" + word + "' is not supported yet; write fixed text");
        default -> throw arguments.error("unknown word '" + word + "' of 'http-check send'");
      }
    }
    return new Send(method, uri, version, List.copyOf(fields), body);
  }

  private static Request.Field field(Arguments arguments) throws ArgumentException {
    String name = arguments.next("the name of a field");
    String value = arguments.next("a value");
    if (value.replace("%%", "").contains("%")) {
      throw arguments.error("a value with '%' is not supported yet; write fixed text");
    }
    return new Request.Field(name, value.replace("%%", "%"));
  }

  /** Old files put header fields behind the version: {@code HTTP/1.1\r\nHost:\ www}. */
  static String split(String version, List<Request.Field> fields, Arguments arguments)
      throws ArgumentException {
    String[] lines = version.split("\r\n", -1);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon <= 0) {
        throw arguments.error("only header fields may stand behind the version");
      }
      fields.add(
          new Request.Field(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip()));
    }
    return lines[0];
  }
}
