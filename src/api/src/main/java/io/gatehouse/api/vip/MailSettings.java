package io.gatehouse.api.vip;

import java.time.Duration;
import java.util.List;

/**
 * Where alerts go.
 *
 * @param recipients {@code notification_email}
 * @param from {@code notification_email_from}; empty is {@code keepalived@} and the host name
 * @param server {@code smtp_server}
 * @param port 25 when none is given
 * @param hello {@code smtp_helo_name}; empty is the host name
 * @param faults whether a fault is worth a mail; {@code no_email_faults} says no
 */
public record MailSettings(
    List<String> recipients,
    String from,
    String server,
    int port,
    String hello,
    boolean faults,
    Duration connectTimeout) {

  public static final MailSettings NONE =
      new MailSettings(List.of(), "", "127.0.0.1", 25, "", true, Duration.ofSeconds(30));

  public MailSettings {
    recipients = List.copyOf(recipients);
  }
}
