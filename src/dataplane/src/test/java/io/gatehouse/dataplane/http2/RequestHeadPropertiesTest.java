package io.gatehouse.dataplane.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.dataplane.http.HeadPool;
import io.gatehouse.dataplane.http.HeadRules;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.dataplane.http.ScanResult;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

class RequestHeadPropertiesTest {
  private final HeadPool heads = new HeadPool(HeadRules.DEFAULT);

  @Provide
  Arbitrary<List<Tuple2<String, String>>> anyFields() {
    Arbitrary<String> text = Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(12);
    Arbitrary<String> names =
        Arbitraries.of(
            ":method",
            ":scheme",
            ":authority",
            ":path",
            ":status",
            "cookie",
            "host",
            "content-length",
            "x-y",
            "te",
            "Upper",
            "a b",
            "a:b",
            "a\r\nb");
    Arbitrary<String> values =
        Arbitraries.oneOf(
            text,
            Arbitraries.of(
                "GET", "CONNECT", "http", "https", "h:80", "/", "/a b", "*", "5", "x\r\ny: z"));
    return Arbitraries.oneOf(names, text)
        .flatMap(name -> values.map(value -> Tuple.of(name, value)))
        .list()
        .ofMaxSize(8);
  }

  /** Whatever the fields hold, they make at most one head, which ends where it is meant to end. */
  @Property(tries = 3_000)
  void whatIsWrittenIsOneHeadOfHttp1(@ForAll("anyFields") List<Tuple2<String, String>> fields) {
    Http2Headers headers = new DefaultHttp2Headers(false);
    headers.method(ascii("GET")).scheme(ascii("http")).path(ascii("/"));
    fields.forEach(field -> headers.add(ascii(field.get1()), ascii(field.get2())));
    ByteBuf out = Unpooled.buffer();
    RequestHead.Verdict verdict = new RequestHead(headers, true).write(out);
    if (verdict == RequestHead.Verdict.SERVE) {
      String text = out.toString(ISO_8859_1);
      assertThat(text.indexOf("\r\n\r\n")).isEqualTo(text.length() - 4);
      RequestMessage message = heads.takeRequest(false);
      message.http2(false);
      assertThat(message.feed(out)).isNotEqualTo(ScanResult.NEED_MORE);
      if (message.error().status() == 0) {
        assertThat(out.isReadable()).isFalse();
        assertThat(message.version()).isEqualTo(20);
      }
      heads.give(message);
    }
    out.release();
  }

  private static AsciiString ascii(String text) {
    return new AsciiString(text.getBytes(ISO_8859_1), false);
  }
}
