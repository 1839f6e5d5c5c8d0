package io.gatehouse.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What two hundred reloads leave behind: nothing. */
@Timeout(300)
class LeakTest {
  private static final int WARM_UP = 20;
  private static final int RELOADS = 200;
  private static final int SPARE = 5;

  /** Everything changes each time: rules, servers, checks, algorithms, a second listener, logs. */
  private static String text(int number, int origin) {
    return """
    frontend f
      bind 127.0.0.1:{0}
      %s
      acl odd path_end /%d
      http-request set-header x-number %d if odd
      default_backend b
    backend b
      balance %s
      option httpchk GET /%d
      log 127.0.0.1:514 local0
      server a 127.0.0.1:%d check inter 1h weight %d
      server s%d 127.0.0.1:1 backup
    """
        .formatted(
            number % 2 == 0 ? "bind 127.0.0.1:{1}" : "",
            number,
            number,
            number % 2 == 0 ? "roundrobin" : "leastconn",
            number,
            origin,
            1 + number % 200,
            number);
  }

  private static int threads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("gatehouse"))
            .count();
  }

  private static int descriptors() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return (int) open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void oldConfigurationsAreGoneWithAllThatBelongedToThem() throws Exception {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        Renewed gateway = Renewed.start(text(0, origin.port()));
        RawClient kept = gateway.connect("f")) {
      reload(gateway, kept, 1, WARM_UP, origin.port());
      assertThat(Renewed.eventually(() -> gateway.plane().endingGenerations() == 0)).isTrue();
      int threads = threads();
      int descriptors = descriptors();
      List<WeakReference<Object>> old = reload(gateway, kept, WARM_UP, RELOADS, origin.port());
      assertThat(Renewed.eventually(() -> gateway.plane().endingGenerations() == 0)).isTrue();
      assertThat(Renewed.eventually(() -> threads() <= threads)).isTrue();
      assertThat(Renewed.eventually(() -> descriptors() <= descriptors + SPARE)).isTrue();
      assertThat(Renewed.eventually(() -> collected(old))).isTrue();
      assertThat(kept.exchange(Renewed.REQUEST).body()).isEqualTo("ok");
    }
  }

  private static List<WeakReference<Object>> reload(
      Renewed gateway, RawClient kept, int from, int to, int origin) throws IOException {
    List<WeakReference<Object>> replaced = new ArrayList<>();
    for (int i = from; i < to; i++) {
      replaced.add(new WeakReference<>(gateway.frontend("f")));
      replaced.add(new WeakReference<>(gateway.backend("b")));
      replaced.add(new WeakReference<>(gateway.server("b", "a")));
      gateway.reload(text(i, origin));
      assertThat(kept.exchange(Renewed.REQUEST).body()).isEqualTo("ok");
    }
    return replaced;
  }

  private static boolean collected(List<WeakReference<Object>> old) {
    System.gc();
    return old.stream().allMatch(reference -> reference.refersTo(null));
  }
}
