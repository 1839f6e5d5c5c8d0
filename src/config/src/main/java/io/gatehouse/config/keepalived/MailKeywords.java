package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Word;
import java.time.Duration;

/** Where alerts go. */
final class MailKeywords {
  private static final int LARGEST_TIMEOUT = 4_294;

  private MailKeywords() {}

  static void addTo(Keywords<GlobalDraft> keywords) {
    keywords
        .block("notification_email", MailKeywords::recipients)
        .line("notification_email_from", (d, c) -> d.mailFrom = c.only("a mail address"))
        .line("smtp_server", MailKeywords::server)
        .line("smtp_helo_name", (d, c) -> d.hello = c.only("the name for HELO"))
        .line(
            "smtp_connect_timeout",
            (d, c) ->
                d.connectTimeout =
                    Duration.ofSeconds(c.number("a number of seconds", 1, LARGEST_TIMEOUT)))
        .line("smtp_alert", (d, c) -> d.smtpAlert = c.flag())
        .line("smtp_alert_vrrp", (d, c) -> d.smtpAlertVrrp = c.flag())
        .line("no_email_faults", (d, c) -> d.faultMails = off(c));
  }

  private static boolean off(Clause clause) {
    clause.end();
    return false;
  }

  private static void recipients(GlobalDraft draft, Clause clause) {
    for (Clause entry : clause.entries()) {
      entry.statement().line().words().stream().map(Word::text).forEach(draft.recipients::add);
    }
    if (clause.entries().isEmpty()) {
      clause.error("'notification_email' names nobody");
    }
  }

  private static void server(GlobalDraft draft, Clause clause) throws ArgumentException {
    draft.mailServer = clause.word("the address or name of a mail server");
    draft.mailPort = 25;
    if (clause.cursor().hasNext()) {
      draft.mailPort = clause.number("a port", 1, 65_535);
    }
  }
}
