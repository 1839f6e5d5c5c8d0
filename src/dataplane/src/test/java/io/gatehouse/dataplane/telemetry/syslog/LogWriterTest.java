package io.gatehouse.dataplane.telemetry.syslog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.api.ByteSink;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.LogOrigin;
import io.gatehouse.model.LogTarget;
import io.gatehouse.model.LogTarget.Format;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogWriterTest {
  private static final int LOCAL2 = 18;
  private static final int INFO = 6;
  private static final int ALERT = 1;

  @ParameterizedTest
  @EnumSource(Format.class)
  void headersEqualHaproxys(Format format) throws IOException {
    assumeTrue(RealHaproxy.installed(), "needs Debian's haproxy");
    try (DatagramSocket sink = sink()) {
      String expected = haproxysLine(format, sink);
      send(target(format, sink, INFO, 0, Optional.empty()), INFO, "the text", sink);

      assertThat(masked(receive(sink))).isEqualTo(masked(expected));
    }
  }

  @Test
  void lessImportantLinesAreNotSent() throws IOException {
    try (DatagramSocket sink = sink();
        LogWriter writer = new LogWriter()) {
      LogRoute route = route(writer, target(Format.RAW, sink, ALERT, 0, Optional.empty()));
      writer.submit(route, INFO, 0, line("info"), 0);
      writer.submit(route, ALERT, 0, line("alert"), 0);

      assertThat(receive(sink)).isEqualTo("alert\n");
    }
  }

  @Test
  void moreImportantLinesAreLoweredToTheMinimum() throws IOException {
    try (DatagramSocket sink = sink()) {
      send(target(Format.SHORT, sink, 7, 3, Optional.empty()), ALERT, "text", sink);

      assertThat(receive(sink)).isEqualTo("<3>text\n");
    }
  }

  @Test
  void samplingTakesItsPlacesOfEachRound() throws IOException {
    BitSet second = new BitSet();
    second.set(1);
    try (DatagramSocket sink = sink();
        LogWriter writer = new LogWriter()) {
      LogTarget.Sampling sampling = new LogTarget.Sampling(second, 3);
      LogRoute route = route(writer, target(Format.RAW, sink, 7, 0, Optional.of(sampling)));
      for (int i = 1; i <= 6; i++) {
        writer.submit(route, INFO, 0, line("line " + i), 0);
      }

      assertThat(List.of(receive(sink), receive(sink))).containsExactly("line 2\n", "line 5\n");
    }
  }

  @Test
  void linesAreCutAtTheTargetsLength() throws IOException {
    try (DatagramSocket sink = sink()) {
      LogTarget whole = target(Format.RAW, sink, 7, 0, Optional.empty());
      LogTarget cut = new LogTarget(whole.address(), 4, Format.RAW, LOCAL2, 7, 0, Optional.empty());
      send(cut, INFO, "abcdefgh", sink);

      assertThat(receive(sink)).isEqualTo("abcd\n");
    }
  }

  @Test
  void aFullRingRefusesAndKeepsItsOrder() {
    LogRing ring = new LogRing(4, 64);
    LogRoute route = new LogRoute();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 4; i++) {
        assertThat(ring.offer(route, INFO, i, line("line " + i), 0)).isTrue();
      }
      assertThat(ring.offer(route, INFO, 4, line("too many"), 0)).isFalse();
      for (int i = 0; i < 4; i++) {
        LogRing.Slot slot = requireNonNull(ring.peek());
        assertThat(slot.line.text()).isEqualTo("line " + i);
        ring.done();
      }
      assertThat(ring.peek()).isNull();
    }
  }

  private static String haproxysLine(Format format, DatagramSocket sink) throws IOException {
    int port = RealHaproxy.freePort();
    String configuration =
        """
        global
          log 127.0.0.1:%d format %s local2
        defaults
          mode http
          timeout client 5s
          log global
          log-format "the text"
        frontend f
          bind 127.0.0.1:%d
          http-request return status 200
        """
            .formatted(sink.getLocalPort(), format.name().toLowerCase(Locale.ROOT), port);
    try (RealHaproxy haproxy = RealHaproxy.start(configuration);
        RawClient client = RawClient.connect(port)) {
      client.exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(haproxy.pid()).isPositive();
      return receive(sink);
    }
  }

  private static void send(LogTarget target, int level, String text, DatagramSocket sink)
      throws IOException {
    assertThat(sink.isClosed()).isFalse();
    try (LogWriter writer = new LogWriter()) {
      writer.submit(route(writer, target), level, System.currentTimeMillis(), line(text), 0);
    }
  }

  private static LogRoute route(LogWriter writer, LogTarget target) throws IOException {
    return writer.route(List.of(target), new LogOrigin("haproxy", Optional.empty()));
  }

  private static LogTarget target(
      Format format,
      DatagramSocket sink,
      int maxLevel,
      int minLevel,
      Optional<LogTarget.Sampling> sampling) {
    Endpoint.Inet to = new Endpoint.Inet("127.0.0.1", sink.getLocalPort(), Endpoint.Family.IPV4);
    return new LogTarget(
        new LogTarget.Address.Udp(to), 1_024, format, LOCAL2, maxLevel, minLevel, sampling);
  }

  private static ByteSink line(String text) {
    return new ByteSink(1_024).add(text);
  }

  private static DatagramSocket sink() throws IOException {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static String receive(DatagramSocket sink) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    sink.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), ISO_8859_1);
  }

  /** Digits of dates and process ids differ from run to run, and months do too at midnight. */
  private static String masked(String line) {
    return line.replaceAll("[A-Z][a-z]{2} [ \\d]\\d ", "Mmm DD ")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT", "DATE-T")
        .replaceAll("\\d\\d:\\d\\d:\\d\\d", "TIME")
        .replaceAll("\\.\\d{6}", ".MICROS")
        .replaceAll("\\[\\d+\\]", "[PID]")
        .replaceAll("haproxy \\d+", "haproxy PID");
  }
}
