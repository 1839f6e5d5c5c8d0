package io.gatehouse.rules.action;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of {@code deny}, {@code tarpit} and {@code return} that describe a reply. */
final class ReplyWords {
  private static final Set<String> KNOWN =
      Set.of(
          "status",
          "deny_status",
          "content-type",
          "errorfile",
          "errorfiles",
          "default-errorfiles",
          "string",
          "lf-string",
          "file",
          "lf-file",
          "hdr");

  private static final Set<String> IMPLIED =
      Set.of("content-length", "transfer-encoding", "content-type");

  private static final Set<Integer> PAGES =
      Set.of(
          200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 414, 421, 422, 425, 429, 431, 500, 501,
          502, 503, 504);

  private final Arguments arguments;
  private final List<Reply.Field> fields = new ArrayList<>();
  private int status;
  private String contentType = "";

  /** Once the reply itself is described, the proxy's page is not meant any more. */
  private boolean described;

  private Reply.@Nullable Body body;
  private @Nullable Map<Integer, Reply> section;

  private ReplyWords(Arguments arguments, int status) {
    this.arguments = arguments;
    this.status = status;
  }

  /**
   * @param pages whether the proxy's error pages are meant where the words name no content
   */
  static Reply parse(Arguments arguments, int status, boolean pages) throws ArgumentException {
    ReplyWords words = new ReplyWords(arguments, status);
    while (!ActionFamily.atEnd(arguments)) {
      words.word(arguments.next("an argument of the reply"));
    }
    return words.reply(pages);
  }

  private void word(String word) throws ArgumentException {
    switch (word) {
      case "deny_status" -> status = (int) arguments.integer("a status", 200, 599);
      case "status" -> {
        status = (int) arguments.integer("a status", 200, 599);
        described = true;
      }
      case "content-type" -> contentType = arguments.next("a media type");
      case "errorfile" -> content(new Reply.Body.RawMessage(message()));
      case "errorfiles" -> section = arguments.httpErrors();
      case "default-errorfiles" -> content(new Reply.Body.ErrorPage());
      case "string" -> content(new Reply.Body.Fixed("", arguments.next("the content")));
      case "file" -> content(new Reply.Body.Fixed("", file()));
      case "lf-string" -> content(new Reply.Body.Formatted("", arguments.format("the content")));
      case "lf-file" -> content(new Reply.Body.Formatted("", arguments.formatOf(file())));
      case "hdr" -> field();
      default -> throw arguments.unknown("argument of the reply", KNOWN);
    }
  }

  private void content(Reply.Body chosen) throws ArgumentException {
    if (body != null) {
      throw arguments.error("the reply's content is given twice");
    }
    body = chosen;
  }

  private String file() throws ArgumentException {
    String name = arguments.next("a file");
    try {
      return Files.readString(Path.of(name), ISO_8859_1);
    } catch (IOException e) {
      throw arguments.error("cannot read the file '" + name + "': " + e.getMessage());
    }
  }

  /** Fields that follow from the content cannot be given. */
  private void field() throws ArgumentException {
    String name = arguments.next("a header name");
    boolean own = IMPLIED.contains(name.toLowerCase(Locale.ROOT));
    if (own) {
      arguments.warn("header '" + name + "' is ignored, it follows from the content");
    }
    Format value = arguments.format("the header's value");
    if (!own) {
      fields.add(new Reply.Field(name.toLowerCase(Locale.ROOT), value));
    }
  }

  /** A whole message; {@code /dev/null} stands for none at all. */
  private String message() throws ArgumentException {
    String text = file();
    if (!text.isEmpty() && !text.startsWith("HTTP/")) {
      throw arguments.error("the file does not begin with an HTTP status line");
    }
    return text;
  }

  /** The status may stand behind the section's name: it is known at the end. */
  private Reply.Body page(Map<Integer, Reply> pages) {
    Reply page = pages.get(status);
    if (page == null) {
      arguments.warn("the 'http-errors' section has no page for status " + status);
      return new Reply.Body.ErrorPage();
    }
    return page.body();
  }

  private Reply reply(boolean pages) throws ArgumentException {
    if (section != null) {
      content(page(section));
    }
    Reply.Body chosen = body;
    if (chosen == null) {
      chosen =
          pages && fields.isEmpty() && !described
              ? new Reply.Body.ErrorPage()
              : new Reply.Body.Empty();
    }
    Reply.Body typed =
        switch (chosen) {
          case Reply.Body.Fixed fixed -> fixed(fixed.text());
          case Reply.Body.Formatted formatted -> formatted(formatted.text());
          case Reply.Body.Empty empty -> untyped(empty, "there is no content");
          case Reply.Body.ErrorPage page -> known(page);
          case Reply.Body.RawMessage raw -> withoutFields(raw);
        };
    return new Reply(status, fields, typed);
  }

  private Reply.Body fixed(String text) throws ArgumentException {
    if (text.isEmpty()) {
      return untyped(new Reply.Body.Empty(), "the content is empty");
    }
    if (contentType.isEmpty()) {
      throw arguments.error("a reply with content needs 'content-type'");
    }
    bodyAllowed();
    return new Reply.Body.Fixed(contentType, text);
  }

  private Reply.Body formatted(Format text) throws ArgumentException {
    if (contentType.isEmpty()) {
      throw arguments.error("a reply with content needs 'content-type'");
    }
    bodyAllowed();
    return new Reply.Body.Formatted(contentType, text);
  }

  private void bodyAllowed() throws ArgumentException {
    if (status == 204 || status == 304) {
      throw arguments.error("a response with status " + status + " has no content");
    }
  }

  private Reply.Body untyped(Reply.Body chosen, String why) {
    if (!contentType.isEmpty()) {
      arguments.warn("'content-type' is ignored, " + why);
    }
    return chosen;
  }

  /** Only some statuses have pages. */
  private Reply.Body known(Reply.Body page) throws ArgumentException {
    if (!PAGES.contains(status)) {
      throw arguments.error("there is no error page for status " + status);
    }
    return withoutFields(page);
  }

  private Reply.Body withoutFields(Reply.Body page) {
    if (!fields.isEmpty()) {
      arguments.warn("'hdr' is ignored, the answer is an error page");
      fields.clear();
    }
    return untyped(page, "the answer is an error page");
  }
}
