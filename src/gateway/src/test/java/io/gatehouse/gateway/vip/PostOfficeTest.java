package io.gatehouse.gateway.vip;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipSurroundings.Mail;
import io.gatehouse.gateway.vip.MailOptions.StartTls;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class PostOfficeTest {
  private static final String SECRET = "open sesame";
  private static final Mail MAIL =
      new Mail(
          "VRRP Instance VI_1 - Entering MASTER state",
          "=> VRRP Instance is now owning VRRP VIPs <=");

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final VipLog log = new VipLog((severity, words) -> lines.add(words));

  static VipConfiguration to(int port) {
    return Files.read(
        """
        global_defs {
          notification_email {
            root@localhost
            ops@example.org
          }
          notification_email_from keepalived@localhost
          smtp_server 127.0.0.1 %d
          smtp_helo_name me
          smtp_connect_timeout 10
          router_id node1
          smtp_alert
        }
        """
            .formatted(port));
  }

  private static MailOptions login(StartTls how) {
    return new MailOptions("user", SECRET, how);
  }

  @Test
  void mailGoesToEveryRecipientInOneConversation() throws Exception {
    try (SmtpSink sink = SmtpSink.start(0);
        PostOffice post = new PostOffice(MailOptions.PLAIN, log)) {
      post.post(to(sink.port()), MAIL);
      List<String> said = sink.next();
      assertThat(said)
          .contains(
              "EHLO me",
              "RCPT TO:<root@localhost>",
              "RCPT TO:<ops@example.org>",
              "Subject: [node1] VRRP Instance VI_1 - Entering MASTER state",
              "From: keepalived@localhost",
              "To: root@localhost, ops@example.org",
              "X-Mailer: Keepalived",
              "=> VRRP Instance is now owning VRRP VIPs <=");
      assertThat(said).anyMatch(line -> line.startsWith("MAIL FROM:<keepalived@localhost>"));
    }
  }

  @Test
  void mailIsEncryptedWhereTheServerOffersIt(@TempDir Path folder) throws Exception {
    try (SmtpSink sink = SmtpSink.encrypted(SelfSigned.sockets(folder));
        PostOffice post = new PostOffice(MailOptions.PLAIN, log)) {
      post.post(to(sink.port()), MAIL);
      assertThat(sink.next())
          .startsWith("EHLO me", "STARTTLS", "EHLO me")
          .contains("RCPT TO:<ops@example.org>", "=> VRRP Instance is now owning VRRP VIPs <=");
    }
  }

  @Test
  void passwordIsNotToldToAServerThatNobodyVouchesFor(@TempDir Path folder) throws Exception {
    try (SmtpSink sink = SmtpSink.encrypted(SelfSigned.sockets(folder), "AUTH PLAIN LOGIN");
        PostOffice post = new PostOffice(login(StartTls.REQUIRED), log)) {
      post.post(to(sink.port()), MAIL);
      assertThat(lines.poll(30, TimeUnit.SECONDS))
          .contains("could not be sent", "certification path")
          .doesNotContain(SECRET);
      assertThat(sink.next())
          .startsWith("EHLO me", "STARTTLS")
          .noneMatch(said -> said.startsWith("AUTH"));
    }
  }

  @Test
  void nobodyToSendToIsNoError() throws Exception {
    try (PostOffice post = new PostOffice(MailOptions.PLAIN, log)) {
      post.post(VipConfiguration.NONE, MAIL);
      assertThat(post.dropped() + post.failed() + post.sent()).isZero();
    }
  }

  @Test
  void passwordNeverGoesOverAPlainConnectionUnlessThatWasAskedFor() throws Exception {
    try (SmtpSink sink = SmtpSink.start(0, "AUTH PLAIN LOGIN");
        PostOffice post = new PostOffice(login(StartTls.OFFERED), log)) {
      post.post(to(sink.port()), MAIL);
      String complaint = lines.poll(30, TimeUnit.SECONDS);
      assertThat(complaint).contains("could not be sent", "STARTTLS").doesNotContain(SECRET);
      assertThat(sink.next()).noneMatch(line -> line.startsWith("AUTH"));
      assertThat(post.failed()).isEqualTo(1);
    }
    try (SmtpSink sink = SmtpSink.start(0, "AUTH PLAIN LOGIN");
        PostOffice post = new PostOffice(login(StartTls.NEVER), log)) {
      post.post(to(sink.port()), MAIL);
      assertThat(sink.next()).anyMatch(line -> line.startsWith("AUTH"));
    }
    assertThat(login(StartTls.NEVER).toString()).doesNotContain(SECRET);
  }

  @Test
  void serverThatIsNotThereIsSaidOnceAMail() throws Exception {
    int port = RealHaproxy.freePort();
    try (PostOffice post = new PostOffice(MailOptions.PLAIN, log)) {
      post.post(to(port), MAIL);
      assertThat(lines.poll(30, TimeUnit.SECONDS))
          .startsWith("mail '[node1] VRRP Instance VI_1 - Entering MASTER state' could not be sent")
          .contains("127.0.0.1:" + port);
    }
  }

  @Test
  void mailsThatFindTheQueueFullAreDroppedAndCounted() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        PostOffice post = new PostOffice(MailOptions.PLAIN, log)) {
      for (int i = 0; i < 100; i++) {
        post.post(to(silent.getLocalPort()), MAIL);
      }
      assertThat(post.dropped()).isBetween(30L, 36L);
    }
  }
}
