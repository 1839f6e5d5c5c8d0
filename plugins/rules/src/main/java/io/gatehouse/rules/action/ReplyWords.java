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

  private final Arguments arguments;
  private final List<Reply.Field> fields = new ArrayList<>();
  private int status;
  private String contentType = "";
  private Reply.@Nullable Body body;
  private @Nullable String text;
  private @Nullable Format format;

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
      case "status", "deny_status" -> status = (int) arguments.integer("a status", 200, 599);
      case "content-type" -> contentType = arguments.next("a media type");
      case "errorfile" -> content(new Reply.Body.RawMessage(file()));
      case "errorfiles" ->
          content(new Reply.Body.SectionPage(arguments.next("the name of an http-errors section")));
      case "default-errorfiles" -> content(new Reply.Body.ErrorPage());
      case "string" -> text = arguments.next("the content");
      case "file" -> text = file();
      case "lf-string" -> format = arguments.format("the content");
      case "lf-file" ->
          throw arguments.error("'lf-file' is not supported here, use 'lf-string' with the text");
      case "hdr" ->
          fields.add(
              new Reply.Field(
                  arguments.next("a header name"), arguments.format("the header's value")));
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

  private Reply reply(boolean pages) throws ArgumentException {
    if (text != null || format != null) {
      if (contentType.isEmpty()) {
        throw arguments.error("a reply with content needs 'content-type'");
      }
      content(
          format != null
              ? new Reply.Body.Formatted(contentType, format)
              : new Reply.Body.Fixed(contentType, text == null ? "" : text));
    }
    if (body == null) {
      body = pages && fields.isEmpty() ? new Reply.Body.ErrorPage() : new Reply.Body.Empty();
    }
    return new Reply(status, fields, body);
  }
}
