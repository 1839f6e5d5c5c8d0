package io.gatehouse.config.keepalived;

import io.gatehouse.api.vip.MailSettings;
import io.gatehouse.api.vip.NotifyFifo;
import io.gatehouse.api.vip.Script;
import io.gatehouse.api.vip.ScriptRules;
import io.gatehouse.api.vip.VrrpGlobals;
import io.gatehouse.config.text.Position;
import io.gatehouse.config.text.Span;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code global_defs}; several blocks add up. */
final class GlobalDraft extends Draft {
  final AnnouncementDraft announcements = new AnnouncementDraft();
  final List<String> recipients = new ArrayList<>();
  final Map<String, NotifyFifo> fifos = new LinkedHashMap<>();
  final Map<String, Script> fifoScripts = new LinkedHashMap<>();

  String routerId = "";
  String mailFrom = MailSettings.NONE.from();
  String mailServer = MailSettings.NONE.server();
  int mailPort = MailSettings.NONE.port();
  String hello = MailSettings.NONE.hello();
  Duration connectTimeout = MailSettings.NONE.connectTimeout();
  boolean faultMails = true;
  @Nullable Boolean smtpAlert;
  @Nullable Boolean smtpAlertVrrp;

  String scriptUser = "";
  String scriptGroup = "";
  boolean scriptSecurity;

  InetAddress group4 = literal("224.0.0.18");
  InetAddress group6 = literal("ff02::12");
  String defaultInterface = "eth0";
  int version = 2;
  boolean checkUnicastSource;
  boolean skipAddressCheck;
  boolean strict;
  boolean lowerPrioNoAdvert;
  boolean higherPrioSendAdvert;
  boolean priorityChanges;
  int downTimerAdverts = 3;
  Duration startupDelay = Duration.ZERO;

  GlobalDraft() {
    super("global_defs", "", new Span(Position.of("keepalived.conf"), 0, ""));
  }

  private static InetAddress literal(String text) {
    return InetAddress.ofLiteral(text);
  }

  /** Whether changes of state are mailed when a section does not say. */
  boolean mails() {
    Boolean vrrp = smtpAlertVrrp;
    if (vrrp != null) {
      return vrrp;
    }
    return Boolean.TRUE.equals(smtpAlert);
  }

  VrrpGlobals build() {
    MailSettings mail =
        new MailSettings(
            recipients, mailFrom, mailServer, mailPort, hello, faultMails, connectTimeout);
    List<NotifyFifo> complete = new ArrayList<>();
    fifos.forEach((keyword, fifo) -> complete.add(complete(keyword, fifo)));
    double delay = startupDelay.toNanos() / 1e9;
    return new VrrpGlobals(
        routerId, mail, new ScriptRules(scriptUser, scriptGroup, scriptSecurity), complete, delay);
  }

  private NotifyFifo complete(String keyword, NotifyFifo fifo) {
    Script script = fifoScripts.get(keyword + "_script");
    return script == null
        ? fifo
        : new NotifyFifo(fifo.path(), Optional.of(script), fifo.user(), fifo.group());
  }
}
