package io.gatehouse.gateway.vip;

import io.gatehouse.api.vip.MailSettings;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipSurroundings.Mail;
import io.gatehouse.api.vip.VipSurroundings.Severity;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Mails of {@code smtp_alert}. They wait in a short queue for the one thread that sends them, which
 * is started with the first; a mail that finds the queue full is dropped and counted. Any thread.
 */
final class PostOffice implements AutoCloseable {
  private static final int ROOM = 64;
  private static final long PATIENCE_MILLIS = 500;

  private record Letter(MailSettings settings, String subject, String text, boolean last) {
    static Letter end() {
      return new Letter(MailSettings.NONE, "", "", true);
    }
  }

  private final BlockingQueue<Letter> letters = new ArrayBlockingQueue<>(ROOM);
  private final MailOptions options;
  private final VipLog log;
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Thread thread = new Thread(this::work, "gatehouse-mail");
  private boolean started;

  PostOffice(MailOptions options, VipLog log) {
    this.options = options;
    this.log = log;
    thread.setDaemon(true);
  }

  /** Returns at once. Nobody to send to is no error, as for Keepalived. */
  void post(VipConfiguration configuration, Mail mail) {
    MailSettings settings = configuration.globals().mail();
    if (settings.recipients().isEmpty()) {
      return;
    }
    String router = configuration.globals().routerId();
    String name = router.isEmpty() ? LocalHost.name() : router;
    Letter letter = new Letter(settings, "[" + name + "] " + mail.subject(), mail.text(), false);
    if (!letters.offer(letter)) {
      dropped.incrementAndGet();
      return;
    }
    start();
  }

  private synchronized void start() {
    if (!started) {
      started = true;
      thread.start();
    }
  }

  /** Mails that found the queue full. */
  long dropped() {
    return dropped.get();
  }

  long sent() {
    return sent.get();
  }

  /** Mails that the server did not take. */
  long failed() {
    return failed.get();
  }

  private void work() {
    try {
      for (Letter next = letters.take(); !next.last(); next = letters.take()) {
        deliver(next);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Letter letter) {
    try {
      new SmtpSender(letter.settings(), options).send(letter.subject(), letter.text());
      sent.incrementAndGet();
    } catch (Exception | LinkageError e) {
      failed.incrementAndGet();
      MailSettings to = letter.settings();
      log.say(
          Severity.WARNING,
          "mail '%s' could not be sent through %s:%d: %s"
              .formatted(letter.subject(), to.server(), to.port(), words(e)));
    }
  }

  /** What happened and why, such as a certificate that nobody vouches for. */
  private static String words(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null ? e.getMessage() + "" : e.getMessage() + ": " + cause.getMessage();
  }

  /** What waits is sent as far as a moment allows. */
  @Override
  public synchronized void close() {
    if (!started) {
      return;
    }
    try {
      if (letters.offer(Letter.end())) {
        thread.join(PATIENCE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
