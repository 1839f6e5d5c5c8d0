package io.gatehouse.dataplane.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class RequestMessageTest {
  private final HeadPool pool = new HeadPool(HeadRules.DEFAULT);
  private final RequestMessage request = pool.takeRequest(false);

  private ScanResult feed(String text) {
    return request.feed(Unpooled.copiedBuffer(text, ISO_8859_1));
  }

  private String written() {
    ByteBuf out = Unpooled.buffer();
    request.writeTo(out);
    return out.toString(ISO_8859_1);
  }

  private String text(int offset, int length) {
    return new String(request.bytes(), offset, length, ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  @Test
  void namesThePartsOfAHead() {
    assertThat(feed("GET /a/b?x=1 HTTP/1.1\r\nHost: h\r\nEmpty:\r\nX: \t v w \r\n\r\n"))
        .isEqualTo(ScanResult.COMPLETE);
    assertThat(request.method()).isEqualTo(Method.GET);
    assertThat(text(request.uriOffset(), request.uriLength())).isEqualTo("/a/b?x=1");
    assertThat(text(request.pathOffset(), request.pathLength())).isEqualTo("/a/b");
    assertThat(text(request.queryOffset(), request.queryLength())).isEqualTo("x=1");
    assertThat(request.version()).isEqualTo(11);
    assertThat(request.fields()).isEqualTo(3);
    assertThat(request.valueLength(1)).isZero();
    assertThat(text(request.valueOffset(2), request.valueLength(2))).isEqualTo("v w");
    assertThat(request.find(bytes("x"), 0)).isEqualTo(2);
    assertThat(request.find(bytes("x"), 3)).isEqualTo(-1);
  }

  @Test
  void anUneditedHeadGoesOutAsItCame() {
    String head = "GET / HTTP/1.1\r\nHOST:h\r\nX-Odd-Case:   spaced  \r\n\r\n";
    assertThat(feed(head)).isEqualTo(ScanResult.COMPLETE);
    assertThat(request.unedited()).isTrue();
    assertThat(request.headLength()).isEqualTo(head.length());
    assertThat(written()).isEqualTo(head);
  }

  @Test
  void leavesWhatFollowsTheHeadInTheBuffer() {
    ByteBuf in = Unpooled.copiedBuffer("\r\n\nGET / HTTP/1.1\r\n\r\nbody", ISO_8859_1);
    assertThat(request.feed(in)).isEqualTo(ScanResult.COMPLETE);
    assertThat(in.toString(ISO_8859_1)).isEqualTo("body");
  }

  @Test
  void editsKeepTheOrderOfFields() {
    feed("GET / HTTP/1.1\r\nA: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\n\r\n");
    request.remove(1);
    assertThat(request.value(0, bytes("a longer value"), 0, 14)).isTrue();
    assertThat(request.value(2, bytes("x"), 0, 1)).isTrue();
    assertThat(request.add(bytes("E"), bytes("555"), 1, 2)).isTrue();
    assertThat(request.method(bytes("POST"), 0, 4)).isTrue();
    assertThat(written())
        .isEqualTo("POST / HTTP/1.1\r\nA: a longer value\r\nC: x\r\nD: 4\r\nE: 55\r\n\r\n");
    assertThat(request.find(bytes("b"), 0)).isEqualTo(-1);
  }

  @Test
  void editsTheTargetsPartsAlone() {
    feed("GET /old?q=1 HTTP/1.1\r\n\r\n");
    assertThat(request.path(bytes("/new/longer"), 0, 11)).isTrue();
    assertThat(request.query(bytes("z"), 0, 1)).isTrue();
    assertThat(written()).isEqualTo("GET /new/longer?z HTTP/1.1\r\n\r\n");
    assertThat(request.query(bytes(""), 0, 0)).isTrue();
    assertThat(written()).isEqualTo("GET /new/longer HTTP/1.1\r\n\r\n");
    assertThat(request.query(bytes("again"), 0, 5)).isTrue();
    assertThat(written()).isEqualTo("GET /new/longer?again HTTP/1.1\r\n\r\n");
  }

  @Test
  void anEditWithoutRoomChangesNothing() {
    feed("GET / HTTP/1.1\r\nA: 1\r\n\r\n");
    byte[] huge = new byte[17_000];
    String before = written();
    assertThat(request.add(bytes("X"), huge, 0, huge.length)).isFalse();
    assertThat(request.value(0, huge, 0, huge.length)).isFalse();
    assertThat(request.uri(huge, 0, huge.length)).isFalse();
    assertThat(request.query(huge, 0, huge.length)).isFalse();
    assertThat(written()).isEqualTo(before);
  }

  @Test
  void bareLineFeedsGoOutAsCrlfAndFoldsAsSpaces() {
    assertThat(feed("GET / HTTP/1.1\nA: 1\nB: 2\r\n\t3\r\nC:\r\n 4\n\n"))
        .isEqualTo(ScanResult.COMPLETE);
    assertThat(written()).isEqualTo("GET / HTTP/1.1\r\nA: 1\r\nB: 2  \t3\r\nC:   4\r\n\r\n");
    assertThat(text(request.valueOffset(2), request.valueLength(2))).isEqualTo("4");
  }

  @Test
  void dropsWhatSpeaksAboutThisConnectionOnly() {
    feed("GET / HTTP/1.1\r\nConnection: keep-alive, X-Hop ,close\r\nX-Hop: 1\r\n\r\n");
    assertThat(request.keepAlive()).isFalse();
    assertThat(written()).isEqualTo("GET / HTTP/1.1\r\nConnection: X-Hop\r\nX-Hop: 1\r\n\r\n");
  }

  @Test
  void keepAliveFollowsVersionAndTokens() {
    feed("GET / HTTP/1.0\r\n\r\n");
    assertThat(request.keepAlive()).isFalse();
    request.begin(false);
    feed("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
    assertThat(request.keepAlive()).isTrue();
    assertThat(written()).isEqualTo("GET / HTTP/1.0\r\n\r\n");
  }

  @Test
  void transferEncodingWinsOverLengthAndEndsTheConnection() {
    feed("POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: Chunked\r\n\r\n");
    assertThat(request.framing()).isEqualTo(Framing.CHUNKED);
    assertThat(request.keepAlive()).isFalse();
    assertThat(written()).isEqualTo("POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n");
  }

  @Test
  void equalLengthsBecomeOneCanonicalLength() {
    feed("POST / HTTP/1.1\r\nContent-Length: 005 , 5\r\nContent-Length: 5\r\n\r\n");
    assertThat(request.framing()).isEqualTo(Framing.LENGTH);
    assertThat(request.contentLength()).isEqualTo(5);
    assertThat(written()).isEqualTo("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n");
  }

  @Test
  void anAbsoluteTargetLosesItsDefaultPort() {
    feed("GET http://h:80 HTTP/1.1\r\nHost: h:80\r\n\r\n");
    assertThat(written()).isEqualTo("GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n");
    assertThat(text(request.pathOffset(), request.pathLength())).isEqualTo("/");
  }

  @Test
  void anUpgradeNeedsBothItsFields() {
    feed("GET / HTTP/1.1\r\nUpgrade: foo, h2c\r\nConnection: upgrade\r\n\r\n");
    assertThat(request.upgrade()).isTrue();
    assertThat(written())
        .isEqualTo("GET / HTTP/1.1\r\nUpgrade: foo\r\nConnection: upgrade\r\n\r\n");
    request.begin(false);
    feed("GET / HTTP/1.1\r\nUpgrade: foo\r\n\r\n");
    assertThat(request.upgrade()).isFalse();
    assertThat(written()).isEqualTo("GET / HTTP/1.1\r\n\r\n");
    request.begin(false);
    feed("GET / HTTP/1.1\r\nConnection: a, upgrade\r\n\r\n");
    assertThat(written()).isEqualTo("GET / HTTP/1.1\r\nConnection: a\r\n\r\n");
  }

  @Test
  void aHeadLargerThanTheReservedBufferIsRefused() {
    assertThat(feed("GET / HTTP/1.1\r\nX: " + "x".repeat(15_400))).isEqualTo(ScanResult.ERROR);
    assertThat(request.error()).isEqualTo(ScanError.HEAD_TOO_LARGE);
    request.begin(false);
    assertThat(feed("GET /" + "x".repeat(15_400))).isEqualTo(ScanResult.ERROR);
    assertThat(request.error()).isEqualTo(ScanError.TARGET_TOO_LONG);
  }

  @Test
  void oneHundredFieldsFitAndOneMoreDoesNot() {
    assertThat(feed("GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(100) + "\r\n"))
        .isEqualTo(ScanResult.COMPLETE);
    request.begin(false);
    assertThat(feed("GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(101) + "\r\n"))
        .isEqualTo(ScanResult.ERROR);
    assertThat(request.error()).isEqualTo(ScanError.TOO_MANY_FIELDS);
  }

  @Test
  void unsafeModeDropsFieldsWithBadNamesAndAcceptsOldRequests() {
    request.begin(true);
    feed("GET /\u00e9#f HTTP/1.1\r\nBad Name : 1\r\nA: 2\r\n\r\n");
    assertThat(written()).isEqualTo("GET /\u00e9#f HTTP/1.1\r\nA: 2\r\n\r\n");
    request.begin(true);
    assertThat(feed("GET /old\r\n")).isEqualTo(ScanResult.COMPLETE);
    assertThat(written()).isEqualTo("GET /old HTTP/1.0\r\n\r\n");
  }
}
