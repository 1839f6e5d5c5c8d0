package io.gatehouse.vrrp;

import io.gatehouse.api.vip.Notification;
import io.gatehouse.api.vip.VipSurroundings.Mail;
import io.gatehouse.vrrp.port.Notifier.Word;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Mails of {@code smtp_alert}, with Keepalived's subjects and texts. */
final class Letters {
  private static final String NOT_OWNING = "=> VRRP Instance is no longer owning VRRP VIPs <=";

  private final boolean wanted;
  private final String about;
  private Room room;

  Letters(Notification notification, String about, Room room) {
    wanted = notification.mail();
    this.about = about;
    this.room = room;
  }

  void moveTo(Room next) {
    room = next;
  }

  void send(Word word) {
    switch (word) {
      case MASTER ->
          mail("Entering MASTER state", "=> VRRP Instance is now owning VRRP VIPs <=");
      case BACKUP -> mail("Entering BACKUP state", NOT_OWNING);
      case FAULT -> mail("Entering FAULT state", NOT_OWNING);
      case STOP -> mail("Stopping", NOT_OWNING);
      case DELETED, MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY -> {}
    }
  }

  void alert(String text) {
    mail("split brain", text);
  }

  private void mail(String subject, String text) {
    if (wanted) {
      String line = "[" + routerId() + "] " + about + " - " + subject;
      room.surroundings().mail(new Mail(line, text));
    }
  }

  private String routerId() {
    if (!room.globals().routerId().isEmpty()) {
      return room.globals().routerId();
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "gatehouse";
    }
  }
}
