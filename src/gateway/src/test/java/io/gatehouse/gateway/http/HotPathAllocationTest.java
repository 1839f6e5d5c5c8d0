package io.gatehouse.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.telemetry.AccessLog;
import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An event loop makes no objects that grow with the number of requests. */
@Timeout(120)
class HotPathAllocationTest {
  private static final int REQUESTS = 20_000;

  /** Less than the smallest array that could hold a head: what remains is of the JIT's making. */
  private static final long MOST_BYTES = 160;

  private static final String REQUEST =
      "GET /path/page?a=b HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent: test\r\n\r\n";
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";

  private static DataPlane plane(int port, int origin, String cookie) {
    String text =
        """
        global
          nbthread 1
        defaults
          mode http
          log 127.0.0.1:9 local0
          option httplog
          option forwardfor
          timeout connect 5s
          timeout client 5s
          timeout server 5s
        frontend f
          bind 127.0.0.1:%1$d
          acl static path_beg -i /static /images
          acl static path_end -i .jpg .gif
          http-request set-header X-Source %%[src]
          use_backend other if static
          default_backend b
        backend b
          %3$s
          server s1 127.0.0.1:%2$d cookie one
          server s2 127.0.0.1:%2$d cookie two
        backend other
          server s1 127.0.0.1:%2$d
        """
            .formatted(port, origin, cookie);
    return BothProxies.plane(text, AccessLog.NONE, "epoll");
  }

  @Test
  void keepAliveRequestsAllocateNextToNothing() throws IOException {
    measure("", REQUEST);
  }

  @Test
  void aSessionsCookieIsReadAndHiddenWithoutAllocation() throws IOException {
    String request = REQUEST.replace("\r\n\r\n", "\r\nCookie: j=1; SRV=two; k=2\r\n\r\n");
    measure("cookie SRV insert indirect nocache", request);
  }

  @Test
  void aCookieIsInsertedWithoutAllocation() throws IOException {
    measure("cookie SRV insert maxidle 1h", REQUEST);
  }

  private static void measure(String cookie, String request) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int port = RealHaproxy.freePort();
    try (RawOrigin origin = RawOrigin.answering(ANSWER);
        DataPlane _ = plane(port, origin.port(), cookie);
        RawClient client = RawClient.connect(port)) {
      exchange(client, request);
      long loop = loop();
      long before = threads.getThreadAllocatedBytes(loop);
      exchange(client, request);
      long each = (threads.getThreadAllocatedBytes(loop) - before) / REQUESTS;
      assertThat(each).as("bytes for a request").isBetween(0L, MOST_BYTES);
    }
  }

  private static void exchange(RawClient client, String request) throws IOException {
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(client.exchange(request).status()).isEqualTo(200);
    }
  }

  private static long loop() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("gatehouse-[0-9].*"))
        .mapToLong(Thread::threadId)
        .max()
        .orElseThrow();
  }
}
