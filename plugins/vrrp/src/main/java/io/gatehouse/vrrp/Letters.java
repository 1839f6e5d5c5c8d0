package io.gatehouse.vrrp;

import io.gatehouse.api.vip.VipSurroundings.Mail;
import io.gatehouse.vrrp.port.Notifier.Word;

/** Mails of {@code smtp_alert}, with Keepalived's subjects and texts. */
final class Letters {
  private final boolean wanted;
  private final boolean group;
  private final String about;
  private Room room;

  private Letters(boolean wanted, boolean group, String about, Room room) {
    this.wanted = wanted;
    this.group = group;
    this.about = about;
    this.room = room;
  }

  static Letters ofInstance(boolean wanted, String name, Room room) {
    return new Letters(wanted, false, "VRRP Instance " + name, room);
  }

  static Letters ofGroup(boolean wanted, String name, Room room) {
    return new Letters(wanted, true, "VRRP Group " + name, room);
  }

  void moveTo(Room next) {
    room = next;
  }

  void send(Word word) {
    switch (word) {
      case MASTER, BACKUP -> mail("Entering " + word + " state", text(word));
      case FAULT -> {
        if (room.globals().mail().faults()) {
          mail("Entering FAULT state", text(word));
        }
      }
      case STOP -> mail("Stopping", text(word));
      case DELETED, MASTER_RX_LOWER_PRI, MASTER_PRIORITY, BACKUP_PRIORITY -> {}
    }
  }

  private String text(Word word) {
    if (group) {
      return "=> All VRRP group instances are now in " + word + " state <=";
    }
    String owning = word == Word.MASTER ? "now owning" : "no longer owning";
    return "=> VRRP Instance is " + owning + " VRRP VIPs <=";
  }

  void alert(String text) {
    mail("split brain", text);
  }

  private void mail(String subject, String text) {
    if (wanted) {
      room.surroundings().mail(new Mail(about + " - " + subject, text));
    }
  }
}
