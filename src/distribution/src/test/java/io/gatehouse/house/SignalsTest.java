package io.gatehouse.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Management manual, section 4. */
@Timeout(240)
class SignalsTest {
  private static final String LISTENS = "frontend f listens";
  private static final int EARLY_SIGNALS = 8;
  private static final long EARLY_NANOS = TimeUnit.MILLISECONDS.toNanos(600);

  @TempDir private Path folder = Path.of("");
  private int port;

  @Test
  void haproxyWritesItsPidfileAndEndsWithZero() throws Exception {
    Path pidfile = folder.resolve("pid");
    try (Launched gateway = haproxy("", "-p", pidfile.toString())) {
      assertThat(gateway.until(LISTENS)).contains(String.valueOf(port));
      gateway.signal("HUP");
      assertThat(gateway.until("SIGHUP: Server")).contains("Server b/s is UP. Conn: 0 act, 0 pend");
      assertThat(Files.readString(pidfile)).isEqualTo(gateway.pid() + "\n");
      assertThat(Launched.ask(port, "/")).isEqualTo("r");
      gateway.signal("TERM");
      assertThat(gateway.exitCode()).isZero();
    }
  }

  @Test
  void pausedProcessRefusesNewcomersUntilItResumes() throws Exception {
    try (Launched gateway = haproxy("")) {
      gateway.until(LISTENS);
      gateway.signal("TTOU");
      assertThat(gateway.until("Paused")).contains("Paused frontend f.");
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> RawClient.connect(port));
      gateway.signal("TTIN");
      assertThat(gateway.until("Resumed")).contains("Resumed frontend f.");
      assertThat(Launched.ask(port, "/")).isEqualTo("r");
      gateway.signal("INT");
      assertThat(gateway.exitCode()).isZero();
    }
  }

  @Test
  void softStopEndsIdleConnectionsAtOnceAndBusyOnesWithTheirExchange() throws Exception {
    try (Launched gateway = haproxy("")) {
      gateway.until(LISTENS);
      try (RawClient idle = RawClient.connect(port);
          RawClient busy = RawClient.connect(port)) {
        assertThat(idle.exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n").body()).isEqualTo("r");
        assertThat(busy.exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n").body()).isEqualTo("r");
        busy.send("GET / HTTP/1.1\r\n");
        assertThat(Launched.ask(port, "/")).isEqualTo("r");
        gateway.signal("USR1");
        assertThat(gateway.until("stopped")).contains("Proxy f stopped (cumulated conns: FE: 3, ");
        assertThat(idle.readToEnd()).isEmpty();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> RawClient.connect(port));
        RawClient.Answer last = busy.exchange("Host: h\r\n\r\n");
        assertThat(last.body()).isEqualTo("r");
        assertThat(last.head()).containsIgnoringCase("connection: close");
        assertThat(busy.readToEnd()).isEmpty();
      }
      assertThat(gateway.exitCode()).isZero();
    }
  }

  @Test
  void softStopThatTakesTooLongBecomesHard() throws Exception {
    try (Launched gateway = haproxy("hard-stop-after 100ms")) {
      gateway.until(LISTENS);
      try (RawClient client = RawClient.connect(port)) {
        client.send("GET / HTT");
        assertThat(Launched.ask(port, "/")).isEqualTo("r");
        gateway.signal("USR1");
        assertThat(gateway.until("hard-stop")).contains("performing a hard-stop");
        assertThat(gateway.until("hard-stopped")).contains("Proxy f hard-stopped (1 remaining");
        assertThat(gateway.exitCode()).isZero();
      }
    }
  }

  /** From the moment on at which the launcher holds signals back, whatever it is doing. */
  @Test
  void signalsThatComeTooEarlyEndItWithZeroAllTheSame() throws Exception {
    SplittableRandom random = new SplittableRandom();
    for (int i = 0; i < EARLY_SIGNALS; i++) {
      try (Launched gateway =
          i % 2 == 0 ? haproxy("") : Launched.start("gatehouse", "run", "-f", file("", 1))) {
        while (!gateway.holdsSignals()) {
          Thread.onSpinWait();
        }
        LockSupport.parkNanos(random.nextLong(EARLY_NANOS));
        gateway.signal(random.nextBoolean() ? "TERM" : "INT");
        assertThat(gateway.exitCode()).isZero();
      }
    }
  }

  @Test
  void quitShowsTheThreadsAndEndsNothing() throws Exception {
    try (Launched gateway = haproxy("")) {
      gateway.until(LISTENS);
      gateway.signal("QUIT");
      assertThat(gateway.until("\"signals\"")).contains("RUNNABLE");
      assertThat(Launched.ask(port, "/")).isEqualTo("r");
      gateway.signal("TERM");
      assertThat(gateway.exitCode()).isZero();
    }
  }

  private Launched haproxy(String global, String... arguments) throws IOException {
    String[] line = new String[arguments.length + 3];
    line[0] = "-d";
    line[1] = "-f";
    line[2] = file(global, 1);
    System.arraycopy(arguments, 0, line, 3, arguments.length);
    return Launched.start("haproxy", line);
  }

  private String file(String global, int origin) throws IOException {
    port = RealHaproxy.freePort();
    return Launched.file(
        folder,
        """
        global
          %s
        defaults
          mode http
          timeout connect 5s
          timeout client 5s
          timeout server 5s
        frontend f
          bind 127.0.0.1:%d
          http-request return status 200 content-type text/plain string r
        backend b
          server s 127.0.0.1:%d
        """
            .formatted(global, port, origin));
  }
}
