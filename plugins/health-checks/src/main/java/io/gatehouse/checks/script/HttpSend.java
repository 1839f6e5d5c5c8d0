package io.gatehouse.checks.script;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A request: {@code http-check send}, or what {@code option httpchk} says of it.
 *
 * @param implicit it comes from the option
 * @param method empty where it is not said, as the following
 */
record HttpSend(
    boolean implicit,
    String method,
    Words uri,
    String version,
    List<Field> fields,
    Words body,
    String comment)
    implements Step {

  private static final Set<String> WITHOUT_BODY = Set.of("OPTIONS", "GET", "HEAD", "DELETE");

  static final HttpSend DEFAULT = new HttpSend(true, "", Words.NONE, "", List.of(), Words.NONE, "");

  /** A header field; names are written in lower case, as HAProxy writes them. */
  record Field(String name, Words value) {
    Field(String name, Words value) {
      this.name = name.toLowerCase(Locale.ROOT);
      this.value = value;
    }
  }

  HttpSend {
    fields = List.copyOf(fields);
  }

  @Override
  public HttpSend commented(String other) {
    return new HttpSend(implicit, method, uri, version, fields, body, other);
  }

  /** What this line leaves out stays as the option said it. */
  HttpSend over(HttpSend option) {
    return new HttpSend(
        false,
        method.isEmpty() ? option.method : method,
        uri.isEmpty() ? option.uri : uri,
        version.isEmpty() ? option.version : version,
        fields.isEmpty() ? option.fields : fields,
        body.isEmpty() ? option.body : body,
        comment);
  }

  String verb() {
    return method.isEmpty() ? "OPTIONS" : method;
  }

  /** Whether the length is told though nothing follows. */
  boolean tellsEmptyBody() {
    return !WITHOUT_BODY.contains(verb());
  }

  static HttpSend parse(Arguments arguments) throws ArgumentException {
    String method = "";
    Words uri = Words.NONE;
    String version = "";
    Words body = Words.NONE;
    String comment = "";
    List<Field> fields = new ArrayList<>();
    while (arguments.hasNext()) {
      String word = arguments.next("an option");
      switch (word) {
        case "meth" -> method = arguments.next("a string");
        case "uri" -> uri = Words.text(arguments.next("a string"));
        case "uri-lf" -> uri = Words.format(arguments, false);
        case "ver" -> version = arguments.next("a string");
        case "body" -> body = Words.text(arguments.next("a string"));
        case "body-lf" -> body = Words.format(arguments, false);
        case "hdr" -> field(fields, arguments);
        case "comment" -> comment = arguments.next("a string");
        default ->
            throw arguments.error(
                "expects 'comment', 'meth', 'uri', 'uri-lf', 'ver', 'hdr', 'body' or 'body-lf'"
                    + " but got '"
                    + word
                    + "' as argument");
      }
    }
    return new HttpSend(false, method, uri, version, fields, body, comment);
  }

  /** The length is always ours to tell. */
  private static void field(List<Field> fields, Arguments arguments) throws ArgumentException {
    Field field = new Field(arguments.next("a name"), Words.format(arguments, false));
    if (field.name().equals("host") && fields.stream().anyMatch(f -> f.name().equals("host"))) {
      throw arguments.error("'host' header already defined");
    }
    if (!field.name().equals("content-length") && !field.name().equals("transfer-encoding")) {
      fields.add(field);
    }
  }
}
