package io.gatehouse.dataplane.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a message that came by HTTP/2 as HTTP/1 has it: as it is where its length was
 * announced, else in chunks. An announced length is kept to (RFC 9113 section 8.1.1).
 */
final class BodyText {
  private static final AsciiString END = AsciiString.cached("0\r\n");
  private static final Set<AsciiString> OF_HEADS =
      Set.of(AsciiString.cached("host"), AsciiString.cached("content-length"));

  private boolean chunked;
  private boolean tunnel;
  private long left;

  /**
   * @param length announced bytes; less than 0 where none were
   */
  void begin(boolean inChunks, boolean endless, long length) {
    chunked = inChunks;
    tunnel = endless;
    left = Math.max(0, length);
  }

  /** Whether it has no end of its own. */
  boolean tunnel() {
    return tunnel;
  }

  /** The next part; null when there is more or less than was announced. */
  @Nullable ByteBuf part(Http2DataFrame frame, ByteBufAllocator allocator) {
    ByteBuf content = frame.content();
    if (chunked) {
      return chunk(content, frame.isEndStream(), allocator);
    }
    if (!tunnel) {
      left -= content.readableBytes();
      if (left < 0 || left > 0 && frame.isEndStream()) {
        return null;
      }
    }
    return content.retainedSlice();
  }

  /** The end of one that has no more to say than its head. */
  void end(ByteBuf out) {
    if (chunked) {
      FieldBytes.write(END, out);
      FieldBytes.endLine(out);
    }
  }

  private static ByteBuf chunk(ByteBuf content, boolean last, ByteBufAllocator allocator) {
    ByteBuf out = allocator.buffer(content.readableBytes() + 24);
    if (content.isReadable()) {
      out.writeCharSequence(
          Integer.toHexString(content.readableBytes()), java.nio.charset.StandardCharsets.US_ASCII);
      FieldBytes.endLine(out);
      out.writeBytes(content, content.readerIndex(), content.readableBytes());
      FieldBytes.endLine(out);
    }
    if (last) {
      FieldBytes.write(END, out);
      FieldBytes.endLine(out);
    }
    return out;
  }

  /** The end with trailers; null when they are not allowed there. A measured body loses them. */
  @Nullable ByteBuf trailers(Http2Headers fields, ByteBufAllocator allocator) {
    if (tunnel || left > 0) {
      return null;
    }
    ByteBuf out = allocator.buffer(256);
    FieldBytes.write(END, out);
    for (Map.Entry<CharSequence, CharSequence> field : fields) {
      AsciiString name = AsciiString.of(field.getKey());
      AsciiString value = AsciiString.of(field.getValue());
      if (!FieldBytes.name(name)
          || !FieldBytes.value(value)
          || FieldBytes.ofConnection(name, value)
          || OF_HEADS.contains(name)) {
        out.release();
        return null;
      }
      FieldBytes.writeField(name, value, out);
    }
    FieldBytes.endLine(out);
    if (!chunked) {
      out.release();
      return Unpooled.EMPTY_BUFFER;
    }
    return out;
  }
}
