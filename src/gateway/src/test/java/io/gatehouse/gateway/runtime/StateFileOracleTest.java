package io.gatehouse.gateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers begin as a state file says, in the real HAProxy and in ours. */
final class StateFileOracleTest {
  private static final String STATE = "show servers state be\n";

  /** FILE is a state file, BACKEND what the backend says of it. */
  private static final String CONFIGURATION =
      """
        server-state-file FILE
      defaults
        mode http
        timeout client 5s
        timeout server 5s
        timeout connect 1s
      frontend fe
        bind 127.0.0.1:PORT
        default_backend be
      # The first check of all is made at once, later ones an hour later.
      backend checked
        server s0 127.0.0.1:9 check inter 1h
      backend be
        BACKEND
        server s1 127.0.0.1:9 weight 10
        server s2 127.0.0.1:9 check inter 1h
        server s3 127.0.0.1:9 check inter 1h rise 3 fall 4
        server s4 127.0.0.1:9 disabled
        server s5 127.0.0.1:9
        server s6 127.0.0.1:9 track s2
        server s7 127.0.0.1:9 check inter 1h
        server s8 127.0.0.1:9 weight 20
        server s9 nobody.invalid:80 init-addr last,none
        server s10 127.0.0.1:9 check inter 1h agent-check agent-port 9 agent-inter 1h
        server s11 127.0.0.1:9 check inter 1h slowstart 1h
        server s12 127.0.0.1:9 weight 0
        server s13 127.0.0.1:9 disabled
        server s14 nobody.invalid:80 init-addr last,127.0.0.3
        server s15 nobody.invalid:80 init-addr last,127.0.0.4
      """;

  private static final String SHARED = "load-server-state-from-file global";

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void needsTheRealOne() {
    Needs.programs("haproxy");
  }

  private Peers start(Path file, String backend) throws IOException {
    return start(file, file, backend);
  }

  /** The first file is the one of the real HAProxy. */
  private static Peers start(Path theirs, Path ours, String backend) throws IOException {
    int[] started = new int[1];
    return Peers.start(
        port -> {
          Path file = started[0]++ == 0 ? theirs : ours;
          return CONFIGURATION
              .replace("BACKEND", backend)
              .replace("FILE", file.toString())
              .replace("PORT", Integer.toString(port));
        });
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file;
  }

  /** Without the seconds, which go on. */
  private static String masked(String states) {
    return states.replaceAll("(?m)^(\\d+ \\S+ \\d+ \\S+ \\S+ \\d \\d+ \\d+ \\d+) \\d+", "$1 T");
  }

  private static String alike(Peers peers) throws IOException {
    String theirs = masked(peers.theirs("admin", STATE));
    assertThat(masked(peers.ours("admin", STATE))).isEqualTo(theirs);
    return theirs;
  }

  @Test
  void statesWeightsPlacesAndWishesAreTakenFromTheFileAlike() throws IOException {
    Path file =
        file(
            "state",
            """
            1
            # a comment, and a line that says nothing

            4 be 1 s1 127.0.0.7 2 1 5 10 100 1 0 2 0 0 0 0 - 99 - 0 0 - - 0
            4 be 2 s2 127.0.0.1 0 0 1 1 100 8 2 0 6 0 0 0 - 9 - 0 7777 127.0.0.5 - 0
            4 be 3 s3 127.0.0.1 1 0 1 1 100 6 3 2 2 0 0 0 - 9 - 0 0 - - 0
            4 be 4 s4 127.0.0.1 2 4 1 1 100 1 0 2 8 0 0 0 - 9 - 0 0 - - 0
            4 be 5 s5 127.0.0.1 2 8 1 1 100 1 0 2 0 0 0 0 - 9 - 0 0 - - 0
            4 be 6 s6 127.0.0.1 2 0 1 1 100 1 0 2 0 0 0 0 - 9 - 0 0 - - 0
            4 be 7 s7 127.0.0.1 3 0 1 1 100 16 4 3 6 0 0 0 - 9 - 0 0 - - 0
            4 be 8 s8 127.0.0.1 2 0 0 10 100 1 0 2 0 0 0 0 - 9 - 0 0 - - 0
            4 be 9 s9 192.0.2.9 2 32 1 1 100 1 0 2 0 0 0 0 nobody.invalid 8080 - 0 0 - - 0
            4 be 10 s10 127.0.0.1 2 0 1 1 100 6 3 4 6 18 0 0 - 9 - 0 0 - 127.0.0.6 6666
            4 be 11 s11 127.0.0.1 2 0 1 1 100 6 3 4 6 0 0 0 - 9 - 0 0 - - 0
            4 be 12 s12 127.0.0.1 2 8 0 5 100 1 0 2 0 0 0 0 - 9 - 0 0 - - 0
            4 be 13 s13 127.0.0.1 2 0 1 1 100 1 0 2 0 0 0 0 - 9 - 0 0 - - 0
            4 be 15 s15 nonsense 2 0 1 1 100 1 0 2 0 0 0 0 nobody.invalid 80 - 0 0 - - 0
            4 be 14 s14 ::7 2 64 1 1 100 1 0 2 0 0 0 0 other.invalid 8080 - 0 0 - - 0
            """);
    try (Peers peers = start(file, SHARED)) {
      assertThat(alike(peers))
          .contains("s1 127.0.0.1 0 1 5 10 T", "s2 127.0.0.1 0 0 1 1 T 8 2 0 6")
          .contains("s9 192.0.2.9 2 0", "s14 ::7 2 0");
    }
  }

  @Test
  void eachReadsWhatTheOtherHasWritten() throws IOException {
    Path none = file("none", "1\n");
    Path byThem;
    Path byUs;
    try (Peers peers = start(none, SHARED)) {
      for (String line :
          new String[] {
            "set weight be/s1 7\n",
            "set server be/s3 state drain\n",
            "set server be/s5 state maint\n",
            "set server be/s4 state ready\n",
            "set server be/s8 addr 127.0.0.8 port 88\n",
            "set server be/s7 check-port 77\n",
            "disable health be/s11\n",
            "disable agent be/s10\n"
          }) {
        assertThat(peers.ours("admin", line)).isEqualTo(peers.theirs("admin", line));
      }
      byThem = file("theirs", peers.theirs("admin", STATE));
      byUs = file("ours", peers.ours("admin", STATE));
    }
    try (Peers peers = start(byUs, byThem, SHARED)) {
      assertThat(alike(peers)).contains("s1 127.0.0.1 2 0 7 10", "s5 127.0.0.1 0 1", " 88 ");
    }
  }

  @Test
  void aFileOfTheBackendsOwnIsReadAlike() throws IOException {
    Path file =
        file(
            "own",
            """
            1
            4 be 1 s1 127.0.0.7 2 1 5 10 100 1 0 2 0 0 0 0 - 99 - 0 0 - - 0
            5 be 5 s5 127.0.0.1 2 1 1 1 100 1 0 2 0 0 0 0 - 9 - 0 0 - - 0
            4 renamed 8 s8 127.0.0.1 2 1 1 1 100 1 0 2 0 0 1 0 - 9 - 0 0 - - 0
            7 other 12 s12 127.0.0.1 2 1 1 1 100 1 0 2 0 0 0 0 - 9 - 0 0 - - 0
            4 be 99 gone 127.0.0.1 2 1 1 1 100 1 0 2 0 0 0 0 - 9 - 0 0 - - 0
            """);
    String own =
        "load-server-state-from-file local\n  server-state-file-name " + file.toAbsolutePath();
    try (Peers peers = start(file("unused", "1\n"), own)) {
      assertThat(alike(peers)).contains("s1 127.0.0.1 0 1 5", "s5 127.0.0.1 0 1", "s8 127.0.0.1 2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x\n",
        "2\n4 be 1 s1 127.0.0.7 2 1 5 10 100 1 0 2 0 0 0 0 - 99 - 0 0 - - 0\n",
        "1\n4 be 1 s1 127.0.0.7 2 1 5 10 100 1 0 2 0 0 0 0 - 99 - 0 0 - - 0\nshort\n",
        "1\n4 be 1 s1 127.0.0.7 2 1 5 10 100 1 0 2 0 0 0 0 - 99 - 0 0 - - 0",
        "1\n4 be 1 s1 127.0.0.7 9 1 5 10 100 1 0 2 0 0 0 0 - 99 - 0 0 - - 0\n",
        "1\n4 be 1 s1 127.0.0.7 2 5x 5 10 1z0 77 9 x 99 99 5 7 b!d 99999 - 0 0 - - 0\n"
      })
  void aBadFileChangesNothingAndStopsNothing(String text) throws IOException {
    Path file = file("bad", text);
    try (Peers peers = start(file, SHARED)) {
      assertThat(alike(peers)).contains("s1 127.0.0.1 2 0 10 10");
    }
    Path missing = folder.resolve("missing");
    try (Peers peers = start(missing, SHARED)) {
      assertThat(alike(peers)).contains("s1 127.0.0.1 2 0 10 10");
    }
  }
}
