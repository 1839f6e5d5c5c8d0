package io.gatehouse.gateway.vip;

/**
 * What {@code keepalived.conf} has no words for: how alerts are sent safely. Never printed with the
 * password.
 *
 * @param user of the SMTP server; empty does not log in
 */
public record MailOptions(String user, String password, StartTls startTls) {
  public static final MailOptions PLAIN = new MailOptions("", "", StartTls.OFFERED);

  /** When the connection to the SMTP server is encrypted. */
  public enum StartTls {
    /** Whenever the server offers it. */
    OFFERED,
    /** Always: without it nothing is sent, and the server's certificate must be valid. */
    REQUIRED,
    NEVER
  }

  @Override
  public String toString() {
    return "MailOptions[user=" + user + ", startTls=" + startTls + "]";
  }
}
