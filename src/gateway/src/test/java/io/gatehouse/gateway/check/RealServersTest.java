package io.gatehouse.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
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

/** The servers that the checks are made for, checked by both programs. */
@Timeout(120)
class RealServersTest {
  @TempDir Path folder;

  /** Starts one of the two programs. */
  private interface Start {
    Subject with(String configuration) throws IOException;
  }

  @BeforeEach
  void needsTheRealOne() throws IOException {
    Needs.programs("haproxy");
    // Servers that give up root must reach their files.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private static List<String> told(Start start, Daemon server, String lines) throws Exception {
    try (Sink sink = new Sink()) {
      String text =
          """
          global
            max-spread-checks 100
            log 127.0.0.1:%d len 4000 format raw local0
          defaults
            log global
            option log-health-checks
            timeout connect 2s
            timeout client 2s
            timeout server 2s
            timeout check 5s
          frontend f
            bind 127.0.0.1:%d
            default_backend b
          backend b
            %s
            server s 127.0.0.1:%d check inter 1h
          """
              .formatted(
                  sink.port(), RealHaproxy.freePort(), lines.replace("|", "\n  "), server.port());
      try (Subject subject = start.with(text)) {
        sink.await("Health check for server b/s");
        assertThat(subject).isNotNull();
      }
      return sink.heard();
    }
  }

  private static void well(Daemon server, String lines) throws Exception {
    List<String> theirs = told(Subject.Theirs::start, server, lines);
    assertThat(theirs.getFirst()).contains("succeeded");
    assertThat(told(Subject.Ours::start, server, lines)).isEqualTo(theirs);
  }

  @Test
  void redisIsWell() throws Exception {
    Needs.programs("redis-server");
    Daemon.Command command =
        port -> List.of("redis-server", "--port", String.valueOf(port), "--save", "");
    try (Daemon redis = Daemon.start(folder, command)) {
      well(redis, "option redis-check");
      well(
          redis,
          "option tcp-check|tcp-check connect|tcp-check send PING\\r\\n|tcp-check expect string"
              + " +PONG|tcp-check send info\\ replication\\r\\n|tcp-check expect string role:master"
              + "|tcp-check send QUIT\\r\\n|tcp-check expect string +OK");
    }
  }

  @Test
  void mariadbIsWell() throws Exception {
    Needs.programs("mariadbd");
    Daemon.Command command =
        port ->
            List.of(
                "/usr/sbin/mariadbd",
                "--no-defaults",
                "--skip-grant-tables",
                "--user=root",
                "--datadir=" + folder,
                "--socket=" + folder.resolve("socket"),
                "--pid-file=" + folder.resolve("pid"),
                "--bind-address=127.0.0.1",
                "--skip-networking=0",
                "--port=" + port);
    try (Daemon mariadb = Daemon.start(folder, command)) {
      well(mariadb, "option mysql-check");
      well(mariadb, "option mysql-check user gate");
    }
  }

  @Test
  void postgresIsWell() throws Exception {
    Path binaries = Path.of("/usr/lib/postgresql/15/bin");
    Needs.executables(binaries.resolve("initdb"), binaries.resolve("postgres"));
    Needs.programs("runuser");
    Path data = folder.resolve("data");
    Daemon.Command command =
        port -> {
          Daemon.run(asNobody(binaries.resolve("initdb"), "-D", data), folder.resolve("init"))
              .waitFor();
          return asNobody(
              binaries.resolve("postgres"),
              "-D",
              data,
              "-h",
              "127.0.0.1",
              "-k",
              folder,
              "-p",
              port);
        };
    try (Daemon postgres = Daemon.start(folder, command)) {
      well(postgres, "option pgsql-check user gate");
    }
  }

  /** It refuses to run as root. */
  private static List<String> asNobody(Object... words) {
    List<String> all = new ArrayList<>(List.of("runuser", "-u", "nobody", "--"));
    for (Object word : words) {
      all.add(word.toString());
    }
    return all;
  }

  @Test
  void openLdapIsWell() throws Exception {
    Needs.programs("slapd");
    Path settings = Files.writeString(folder.resolve("slapd.conf"), "pidfile " + folder + "/pid\n");
    Daemon.Command command =
        port ->
            List.of(
                "/usr/sbin/slapd",
                "-f",
                settings.toString(),
                "-h",
                "ldap://127.0.0.1:" + port,
                "-d",
                "0");
    try (Daemon slapd = Daemon.start(folder, command)) {
      well(slapd, "option ldap-check");
    }
  }

  @Test
  void openSmtpdIsWell() throws Exception {
    Needs.programs("smtpd");
    Path settings = folder.resolve("smtpd.conf");
    Daemon.Command command =
        port -> {
          Files.writeString(
              settings,
              """
              listen on 127.0.0.1 port %d
              action "local" maildir "%s"
              match for local action "local"
              """
                  .formatted(port, folder));
          return List.of("/usr/sbin/smtpd", "-d", "-f", settings.toString());
        };
    try (Daemon smtpd = Daemon.start(folder, command)) {
      well(smtpd, "option smtpchk EHLO gate.example");
    }
  }

  @Test
  void nginxIsWell() throws Exception {
    Needs.programs("nginx");
    String shop = "add_header X-Shop \"open, well\"; return 200 \"come in\";";
    try (Daemon nginx = Daemon.nginx(folder, shop)) {
      well(nginx, "option httpchk GET / HTTP/1.1|http-check send hdr Host shop");
      well(
          nginx,
          "option httpchk|http-check send meth GET uri / ver HTTP/1.1 hdr Host shop"
              + "|http-check expect hdr name x-shop value well"
              + "|http-check expect string come\\ in");
    }
  }
}
