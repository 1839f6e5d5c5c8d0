package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands check servers, for both programs. */
@Timeout(60)
class ExternalCheckOracleTest {
  @TempDir Path folder;

  /** Starts one of the two programs. */
  private interface Start {
    Subject with(String configuration) throws IOException;
  }

  @BeforeEach
  void needsTheRealOne() {
    assumeTrue(RealHaproxy.installed(), "needs Debian's haproxy");
  }

  private Path script(String name, String body) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  private List<String> told(Start start, String proxies, String... words) throws Exception {
    try (Sink sink = new Sink()) {
      String text =
          """
          global
            external-check
            insecure-fork-wanted
            max-spread-checks 100
            log 127.0.0.1:%d len 4000 format raw local0
          defaults
            log global
            option external-check
            option log-health-checks
            timeout connect 400ms
            timeout client 1s
            timeout server 1s
            timeout check 2s
          """
              .formatted(sink.port());
      try (Subject subject = start.with(text + proxies)) {
        sink.await(words);
        assertThat(subject).isNotNull();
      }
      return sink.heard().stream().filter(line -> line.contains("check for")).sorted().toList();
    }
  }

  @Test
  void whatACommandReturnsIsTheResult() throws Exception {
    String proxies =
        """
        listen a
          bind 127.0.0.1:%d
          external-check command /bin/true
          server s 127.0.0.1:1 check inter 1h
        backend b
          external-check command /bin/false
          server s 127.0.0.1:1 check inter 1h
        backend c
          external-check command %s
          server s 127.0.0.1:1 check inter 1h
        backend d
          external-check command /nowhere/at-all
          server s 127.0.0.1:1 check inter 1h
        backend e
          external-check command %s
          external-check path /usr/bin:/bin
          server s 127.0.0.1:1 check inter 1h
        """
            .formatted(
                RealHaproxy.freePort(), script("seven", "exit 7"), script("slow", "exec sleep 9"));
    String[] all = {" a/s ", " b/s ", " c/s ", " d/s ", " e/s "};
    List<String> theirs = told(Subject.Theirs::start, proxies, all);
    assertThat(told(Subject.Ours::start, proxies, all)).isEqualTo(theirs);
  }

  @Test
  void aCommandIsToldTheSame() throws Exception {
    List<List<String>> told = new ArrayList<>();
    int port = RealHaproxy.freePort();
    for (Start start : List.<Start>of(Subject.Theirs::start, Subject.Ours::start)) {
      Path log = folder.resolve("told" + told.size());
      Path teller = script("teller", "{ echo \"$@\"; env | grep -v ^PWD= | sort; } >> " + log);
      String proxies =
          """
          listen a
            mode http
            bind 127.0.0.1:%d
            external-check command %s
            external-check path /usr/bin:/bin
            server s 127.0.0.1:65000 check inter 1h maxconn 7 id 5
          """
              .formatted(port, teller);
      told(start, proxies, " a/s ");
      String backend =
          """
          listen x
            bind 127.0.0.1:%d
            external-check command /bin/true
          backend b
            external-check command teller
            external-check path /usr/bin:/bin:%s
            server s 127.0.0.1:65000 check inter 1h port 9
          """
              .formatted(port, folder);
      told(start, backend, " b/s ");
      told.add(Files.readAllLines(log));
    }
    assertThat(told.get(1)).isEqualTo(told.get(0));
  }
}
