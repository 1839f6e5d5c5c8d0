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

  /**
   * The whole message; the caller releases it.
   *
   * @param early whether it answers what never became a request
   */
  static ByteBuf render(Reply reply, LiveExchange exchange, ErrorPages pages, boolean early) {
    return switch (reply.body()) {
      case Reply.Body.ErrorPage page -> page(reply, exchange, pages, early);
      case Reply.Body.Empty empty -> compose(reply, exchange, "", NOTHING);
      case Reply.Body.Fixed fixed ->
          compose(reply, exchange, fixed.contentType(), fixed.text().getBytes(UTF_8));
      case Reply.Body.Formatted formatted ->
          compose(reply, exchange, formatted.contentType(), evaluate(formatted.text(), exchange));
      case Reply.Body.RawMessage raw -> Unpooled.wrappedBuffer(raw.text().getBytes(ISO_8859_1));
    };
  }

  /** A configured page may be a reply of its own; it is never again an error page. */
  private static ByteBuf page(Reply reply, LiveExchange exchange, ErrorPages pages, boolean early) {
    Reply own = pages.replies().get(reply.status());
    byte[] builtIn =
        early ? StatusPages.early(reply.status()) : StatusPages.page(reply.status(), false);
    ByteBuf page =
        own != null && !(own.body() instanceof Reply.Body.ErrorPage)
            ? render(own, exchange, ErrorPages.BUILT_IN, early)
            : Unpooled.wrappedBuffer(builtIn);
    return reply.fields().isEmpty() || !page.isReadable()
        ? page
        : withFields(page, reply, exchange);
  }

  /** The page with the reply's fields in place of those of the same names. */
  private static ByteBuf withFields(ByteBuf page, Reply reply, LiveExchange exchange) {
    ByteBuf out = Unpooled.buffer(page.readableBytes() + 256);
    while (page.isReadable()) {
      int line = Math.max(page.bytesBefore((byte) '\n') + 1, 0);
      if (line <= 2) {
        break;
      }
      String text = page.toString(page.readerIndex(), line, ISO_8859_1);
      boolean replaced =
          reply.fields().stream()
              .anyMatch(f -> text.regionMatches(true, 0, f.name() + ":", 0, f.name().length() + 1));
      if (replaced) {
        page.skipBytes(line);
      } else {
        out.writeBytes(page, line);
      }
    }
    fields(reply, exchange, out);
    out.writeBytes(page);
    page.release();
    return out;
  }

  private static ByteBuf compose(
      Reply reply, LiveExchange exchange, String contentType, byte[] body) {
    ByteBuf out = Unpooled.buffer(body.length + 512);
    text(out, "HTTP/1.1 " + reply.status() + " " + StatusPages.reason(reply.status()) + "\r\n");
    fields(reply, exchange, out);
    boolean ownLength =
        reply.fields().stream().anyMatch(f -> f.name().equalsIgnoreCase("content-length"));
    if (!ownLength) {
      text(out, "content-length: " + body.length + "\r\n");
    }
    if (!contentType.isEmpty() && body.length > 0) {
      text(out, "content-type: " + contentType + "\r\n");
    }
    text(out, "\r\n");
    return out.writeBytes(body);
  }

  /** A field without a value is left out, as HAProxy does. */
  private static void fields(Reply reply, LiveExchange exchange, ByteBuf out) {
    for (Reply.Field field : reply.fields()) {
      byte[] value = evaluate(field.value(), exchange);
      if (value.length > 0) {
        text(out, field.name() + ": ");
        out.writeBytes(value);
        text(out, "\r\n");
      }
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
