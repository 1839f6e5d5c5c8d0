package io.gatehouse.gateway.vip;

import io.gatehouse.api.vip.MailSettings;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** Sends one mail through the server of {@code smtp_server}. Blocks; the mail thread only. */
record SmtpSender(MailSettings settings, MailOptions options) {
  private static final String CHARSET = "utf-8";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  void send(String subject, String text) throws MessagingException {
    Session session = Session.getInstance(properties());
    Message message = message(session, subject, text);
    try (Transport transport = session.getTransport("smtp")) {
      if (login()) {
        transport.connect(settings.server(), settings.port(), options.user(), options.password());
      } else {
        transport.connect();
      }
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  private Properties properties() {
    String patience = String.valueOf(settings.connectTimeout().toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", settings.server());
    properties.setProperty("mail.smtp.port", String.valueOf(settings.port()));
    properties.setProperty("mail.smtp.localhost", hello());
    properties.setProperty("mail.smtp.from", sender());
    properties.setProperty("mail.smtp.connectiontimeout", patience);
    properties.setProperty("mail.smtp.timeout", patience);
    properties.setProperty("mail.smtp.writetimeout", patience);
    properties.setProperty("mail.smtp.auth", String.valueOf(login()));
    boolean never = options.startTls() == MailOptions.StartTls.NEVER;
    // A password goes in clear only where that was asked for.
    boolean required = options.startTls() == MailOptions.StartTls.REQUIRED || (login() && !never);
    properties.setProperty("mail.smtp.starttls.enable", String.valueOf(!never));
    properties.setProperty("mail.smtp.starttls.required", String.valueOf(required));
    if (!required) {
      // Where plain text would do too, a certificate nobody knows is better than none.
      properties.setProperty("mail.smtp.ssl.trust", "*");
      properties.setProperty("mail.smtp.ssl.checkserveridentity", "false");
    }
    return properties;
  }

  private boolean login() {
    return !options.user().isEmpty();
  }

  private String hello() {
    return settings.hello().isEmpty() ? LocalHost.name() : settings.hello();
  }

  private String sender() {
    return settings.from().isEmpty() ? "keepalived@" + LocalHost.name() : settings.from();
  }

  /** With Keepalived's headers, so that filters of mail programs go on to work. */
  private Message message(Session session, String subject, String text) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(sender()));
    List<Address> to = new ArrayList<>();
    for (String recipient : settings.recipients()) {
      to.add(new InternetAddress(recipient));
    }
    message.setRecipients(Message.RecipientType.TO, to.toArray(Address[]::new));
    message.setSubject(subject, CHARSET);
    message.setHeader("Date", DATE.format(ZonedDateTime.now(ZoneId.systemDefault())));
    message.setHeader("X-Mailer", "Keepalived");
    message.setText(text + "\r\n\r\n", CHARSET);
    return message;
  }
}
