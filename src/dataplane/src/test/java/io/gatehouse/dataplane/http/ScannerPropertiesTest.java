package io.gatehouse.dataplane.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.SmugglingTable;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** However a message is cut into buffers, and whatever it holds, the outcome is the same. */
class ScannerPropertiesTest {
  private final HeadPool pool = new HeadPool(HeadRules.DEFAULT);

  @Provide
  Arbitrary<String> requests() {
    List<String> known =
        SmugglingTable.requests().stream()
            .map(SmugglingTable.Case::send)
            .filter(text -> text.length() < 500)
            .toList();
    return mutated(known);
  }

  @Provide
  Arbitrary<String> responses() {
    List<String> known =
        SmugglingTable.responses().stream()
            .map(SmugglingTable.Case::send)
            .filter(text -> text.length() < 500)
            .toList();
    return mutated(known);
  }

  /** A known message, half of the time with one stretch overwritten. */
  private static Arbitrary<String> mutated(List<String> known) {
    Arbitrary<String> noise =
        Arbitraries.strings().withChars("\r\n \t:,;\0\u00ff#@[]aH1/").ofMaxLength(3);
    Arbitrary<Integer> place = Arbitraries.integers().between(0, 1000);
    return Arbitraries.of(known)
        .flatMap(
            text ->
                noise.flatMap(
                    bytes ->
                        place.map(at -> overwrite(text, bytes, at % (2 * text.length() + 1)))));
  }

  private static String overwrite(String text, String noise, int at) {
    int from = Math.min(at, text.length());
    int to = Math.min(text.length(), from + noise.length());
    return text.substring(0, from) + noise + text.substring(to);
  }

  @Property(tries = 2_000)
  void aRequestInPiecesIsTheSameRequest(
      @ForAll("requests") String text, @ForAll @IntRange(min = 1, max = 7) int step) {
    RequestMessage whole = pool.takeRequest(false);
    RequestMessage pieces = pool.takeRequest(false);
    String expected = outcome(whole, text, Math.max(1, text.length()));
    assertThat(outcome(pieces, text, step)).isEqualTo(expected);
    pool.give(whole);
    pool.give(pieces);
  }

  @Property(tries = 2_000)
  void aResponseInPiecesIsTheSameResponse(
      @ForAll("responses") String text, @ForAll @IntRange(min = 1, max = 7) int step) {
    ResponseMessage whole = pool.takeResponse(Method.GET, false);
    ResponseMessage pieces = pool.takeResponse(Method.GET, false);
    String expected = outcome(whole, text, Math.max(1, text.length()));
    assertThat(outcome(pieces, text, step)).isEqualTo(expected);
    pool.give(whole);
    pool.give(pieces);
  }

  @Property(tries = 2_000)
  void whatIsForwardedIsAcceptedAgainUnchanged(@ForAll("requests") String text) {
    RequestMessage first = pool.takeRequest(false);
    if (first.feed(Unpooled.copiedBuffer(text, ISO_8859_1)) == ScanResult.COMPLETE) {
      String once = written(first);
      RequestMessage second = pool.takeRequest(false);
      assertThat(second.feed(Unpooled.copiedBuffer(once, ISO_8859_1)))
          .isEqualTo(ScanResult.COMPLETE);
      assertThat(written(second)).isEqualTo(once);
      assertThat(second.framing()).isEqualTo(first.framing());
      assertThat(second.contentLength()).isEqualTo(first.contentLength());
    }
    pool.give(first);
  }

  @Property(tries = 1_000)
  void chunksInPiecesEndAtTheSameByte(
      @ForAll @IntRange(min = 0, max = 3) int chunks,
      @ForAll @IntRange(min = 1, max = 9) int step,
      @ForAll @IntRange(min = 0, max = 60) int cut) {
    String body = "a;x=\"y\"\r\n0123456789\r\n".repeat(chunks) + "0\r\nT: v\r\n\r\nrest";
    String text = cut < body.length() ? body.substring(0, cut) + "\n" + body.substring(cut) : body;
    assertThat(chunkOutcome(text, step)).isEqualTo(chunkOutcome(text, text.length()));
  }

  private static String chunkOutcome(String text, int step) {
    ChunkDecoder decoder = new ChunkDecoder(HeadRules.DEFAULT);
    ScanResult result = ScanResult.NEED_MORE;
    int total = 0;
    for (int at = 0; at < text.length() && result == ScanResult.NEED_MORE; at += step) {
      String piece = text.substring(at, Math.min(text.length(), at + step));
      result = decoder.scan(Unpooled.copiedBuffer(piece, ISO_8859_1));
      total += decoder.taken();
    }
    return result + " " + total + " " + decoder.error() + " " + decoder.payload();
  }

  private static String outcome(Message message, String text, int step) {
    ScanResult result = ScanResult.NEED_MORE;
    int left = 0;
    for (int at = 0; at < text.length() && result == ScanResult.NEED_MORE; at += step) {
      int end = Math.min(text.length(), at + step);
      ByteBuf in = Unpooled.copiedBuffer(text.substring(at, end), ISO_8859_1);
      result = message.feed(in);
      left = in.readableBytes() + text.length() - end;
    }
    if (result != ScanResult.COMPLETE) {
      return result + " " + message.error() + " " + message.errorOffset();
    }
    return left + " " + message.framing() + " " + message.keepAlive() + " " + written(message);
  }

  private static String written(Message message) {
    ByteBuf out = Unpooled.buffer();
    message.writeTo(out);
    return out.toString(ISO_8859_1);
  }
}
