package io.gatehouse.dataplane.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.dataplane.http.StatusPages;
import io.gatehouse.model.ErrorPages;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/** The gateway's own answers as messages. */
final class Replies {
  private static final byte[] NOTHING = {};

  private Replies() {}

  /** The whole message; the caller releases it. */
  static ByteBuf render(Reply reply, LiveExchange exchange, ErrorPages pages) {
    return switch (reply.body()) {
      case Reply.Body.ErrorPage page -> page(reply, exchange, pages);
      case Reply.Body.SectionPage page -> page(reply, exchange, pages);
      case Reply.Body.Empty empty -> compose(reply, exchange, "", NOTHING);
      case Reply.Body.Fixed fixed ->
          compose(reply, exchange, fixed.contentType(), fixed.text().getBytes(UTF_8));
      case Reply.Body.Formatted formatted ->
          compose(reply, exchange, formatted.contentType(), evaluate(formatted.text(), exchange));
      case Reply.Body.RawMessage raw -> Unpooled.wrappedBuffer(raw.text().getBytes(ISO_8859_1));
    };
  }

  /** A configured page may be a reply of its own; it is never again an error page. */
  private static ByteBuf page(Reply reply, LiveExchange exchange, ErrorPages pages) {
    Reply own = pages.replies().get(reply.status());
    if (own != null && !(own.body() instanceof Reply.Body.ErrorPage)) {
      return render(own, exchange, ErrorPages.BUILT_IN);
    }
    byte[] page = StatusPages.page(reply.status(), false);
    if (reply.fields().isEmpty()) {
      return Unpooled.wrappedBuffer(page);
    }
    int end = headEnd(page);
    ByteBuf out = Unpooled.buffer(page.length + 256);
    out.writeBytes(page, 0, end);
    fields(reply, exchange, out);
    return out.writeBytes(page, end, page.length - end);
  }

  /** Where the empty line behind the fields begins. */
  private static int headEnd(byte[] page) {
    int at = 0;
    while (page[at] != '\r' || page[at + 2] != '\r') {
      at++;
    }
    return at + 2;
  }

  private static ByteBuf compose(
      Reply reply, LiveExchange exchange, String contentType, byte[] body) {
    ByteBuf out = Unpooled.buffer(body.length + 512);
    text(out, "HTTP/1.1 " + reply.status() + " " + StatusPages.reason(reply.status()) + "\r\n");
    boolean ownLength =
        reply.fields().stream().anyMatch(f -> f.name().equalsIgnoreCase("content-length"));
    if (!ownLength) {
      text(out, "content-length: " + body.length + "\r\n");
    }
    if (!contentType.isEmpty() && body.length > 0) {
      text(out, "content-type: " + contentType + "\r\n");
    }
    fields(reply, exchange, out);
    text(out, "\r\n");
    return out.writeBytes(body);
  }

  private static void fields(Reply reply, LiveExchange exchange, ByteBuf out) {
    for (Reply.Field field : reply.fields()) {
      text(out, field.name() + ": ");
      out.writeBytes(evaluate(field.value(), exchange));
      text(out, "\r\n");
    }
  }

  private static byte[] evaluate(Format format, LiveExchange exchange) {
    ByteSink sink = exchange.scratchSink();
    format.write(exchange, exchange.scratch(), sink);
    return Arrays.copyOf(sink.array(), sink.length());
  }

  private static void text(ByteBuf out, String text) {
    out.writeCharSequence(text, ISO_8859_1);
  }
}
