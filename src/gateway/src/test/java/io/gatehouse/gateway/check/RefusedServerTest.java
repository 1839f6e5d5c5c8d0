package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.testkit.BlackHole;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server dies under load: nobody must notice. */
@Timeout(60)
class RefusedServerTest {
  @TempDir Path folder;

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
  private static final int CLIENTS = 8;
  private static final int ENOUGH = 400;

  private static String configuration(int port, int one, int two, String option) {
    return configuration(port, one, two, option, "never");
  }

  private static String configuration(int port, int one, int two, String option, String reuse) {
    return """
    defaults
      mode http
      %s
      retries 3
      retry-on conn-failure empty-response
      timeout connect 300ms
      timeout client 10s
      timeout server 10s
    listen f
      bind 127.0.0.1:%d
      http-reuse %s
      default-server check inter 1h observe layer4 error-limit 1 on-error mark-down
      server one 127.0.0.1:%d
      server two 127.0.0.1:%d
    """
        .formatted(option, port, reuse, one, two);
  }

  /** Each request on a connection of its own, until told to stop. */
  private record Client(int port, AtomicBoolean stop, AtomicInteger answered)
      implements Callable<List<String>> {
    @Override
    public List<String> call() throws IOException {
      List<String> failures = new ArrayList<>();
      while (!stop.get()) {
        try (RawClient client = RawClient.connect(port)) {
          String head = client.exchange(GET).head();
          if (head.startsWith("HTTP/1.1 200")) {
            answered.incrementAndGet();
          } else {
            failures.add(head);
          }
        }
      }
      return failures;
    }
  }

  private static void load(int port, Runnable halfway) throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger answered = new AtomicInteger();
    List<Future<List<String>>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(new Client(port, stop, answered)));
      }
      await(answered, ENOUGH);
      halfway.run();
      await(answered, answered.get() + ENOUGH);
      stop.set(true);
    }
    for (Future<List<String>> client : clients) {
      assertThat(client.get()).isEmpty();
    }
  }

  private static boolean usable(Subject.Ours subject, String server) {
    RunningBackend backend = Objects.requireNonNull(subject.plane().backend("f"));
    return Objects.requireNonNull(backend.server(server)).usable();
  }

  @ParameterizedTest
  @ValueSource(strings = {"option redispatch 1", "no option redispatch"})
  void noRequestFailsWhenAServerDiesUnderLoad(String option) throws Exception {
    int port = RealHaproxy.freePort();
    try (RawOrigin one = RawOrigin.answering(OK);
        RawOrigin two = RawOrigin.answering(OK);
        Subject.Ours subject =
            Subject.Ours.start(configuration(port, one.port(), two.port(), option))) {
      load(port, one::refuse);
      assertThat(usable(subject, "one")).isFalse();
      assertThat(usable(subject, "two")).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"never", "always"})
  void noRequestFailsWhenAServerIsKilledUnderLoad(String reuse) throws Exception {
    Needs.programs("nginx");
    int port = RealHaproxy.freePort();
    try (Daemon one = Daemon.nginx(folder, "return 200 ok;");
        RawOrigin two = RawOrigin.answering(OK);
        Subject.Ours subject =
            Subject.Ours.start(
                configuration(port, one.port(), two.port(), "option redispatch 1", reuse))) {
      load(port, one::kill);
      assertThat(usable(subject, "one")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "option redispatch 1",
        "no option redispatch",
        "default-server on-marked-down shutdown-sessions"
      })
  void noRequestFailsWhileAServerIsSilent(String option) throws Exception {
    int port = RealHaproxy.freePort();
    try (RawOrigin two = RawOrigin.answering(OK);
        Subject.Ours subject =
            Subject.Ours.start(configuration(port, BlackHole.port(), two.port(), option))) {
      load(port, () -> {});
      assertThat(usable(subject, "one")).isFalse();
    }
  }

  private static void await(AtomicInteger count, int least) {
    while (count.get() < least) {
      if (Thread.interrupted()) {
        throw new AssertionError("only " + count + " of " + least + " requests were answered");
      }
      Thread.onSpinWait();
    }
  }
}
