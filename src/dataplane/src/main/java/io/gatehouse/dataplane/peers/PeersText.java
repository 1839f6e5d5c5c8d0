package io.gatehouse.dataplane.peers;

import io.gatehouse.dataplane.peers.wire.Definition;
import io.gatehouse.dataplane.peers.wire.Names;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Sections and their peers as {@code show peers} tells them. Feeding thread. */
final class PeersText {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ROOT);
  private static final int COLUMNS = 4;

  private final StringBuilder text = new StringBuilder();
  private final boolean names;
  private final long now;

  private PeersText(boolean names, long now) {
    this.names = names;
    this.now = now;
  }

  static String of(List<PeerGroup> groups, boolean names) {
    StringBuilder all = new StringBuilder();
    for (PeerGroup group : groups) {
      PeersText text = new PeersText(names, group.now());
      text.head(group);
      group.peers().forEach(text::peer);
      all.append(all.isEmpty() ? "" : "\n").append(text.text);
    }
    return all.toString();
  }

  private void head(PeerGroup group) {
    print(
        "%s: [%s] id=%s disabled=0 flags=0x%x resync_timeout=%s task_calls=%d\n"
            .formatted(
                number(group),
                DATE.format(Instant.ofEpochSecond(group.since()).atZone(ZoneId.systemDefault())),
                group.name(),
                group.resync().flags(),
                remaining(group.resync().deadline()),
                group.ticks()));
  }

  private void peer(RemotePeer peer) {
    PeerLink link = peer.link;
    print(
        "  %s: id=%s(%s,%s) addr=%s last_status=%s last_hdshk=%s\n"
            .formatted(
                number(peer),
                peer.name,
                peer.local ? "local" : "remote",
                link == null ? "inactive" : "active",
                address(peer.address),
                peer.status.word(),
                peer.lastHandshake == 0 ? "<NEVER>" : time(now - peer.lastHandshake)));
    print(
        ("        reconnect=%s heartbeat=%s confirm=%d tx_hbt=%d rx_hbt=%d no_hbt=%d new_conn=%d"
                + " proto_err=%d coll=%d\n")
            .formatted(
                remaining(peer.reconnect),
                remaining(peer.heartbeat),
                peer.unconfirmed,
                peer.tally.heartbeatsSent,
                peer.tally.heartbeatsReceived,
                peer.tally.silences,
                peer.tally.connections,
                peer.tally.protocolErrors,
                peer.tally.collisions));
    print("        flags=0x%x".formatted(peer.flags()));
    if (link != null) {
      link(link);
    }
    table("remote_table", peer.receiving);
    table("last_local_table", peer.sending);
    if (!peer.feeds.isEmpty()) {
      print("\n        shared tables:");
      for (Feed feed : peer.feeds.reversed()) {
        feed(feed);
        dictionary(peer.names);
      }
    }
    print("\n");
  }

  private void link(PeerLink link) {
    print(
        " appctx:%s st0=%d st1=0 task_calls=0 state=%s"
            .formatted(number(link), link.state().number(), link.established() ? "EST" : "CON"));
    if (!link.initiator()) {
      print(
          "\n        xprt=RAW src=%s addr=%s"
              .formatted(address(link.remoteAddress()), address(link.localAddress())));
    }
  }

  private void table(String what, @Nullable Feed feed) {
    if (feed != null) {
      print(
          "\n        %s:%s id=%s local_id=%d remote_id=%d"
              .formatted(
                  what,
                  number(feed),
                  feed.shared().table().declaration().name(),
                  feed.shared().number(),
                  remoteNumber(feed.definition)));
    }
  }

  private void feed(Feed feed) {
    Definition definition = feed.definition;
    print(
        "\n          %s local_id=%d remote_id=%d flags=0x%x remote_data=0x%x"
            .formatted(
                number(feed),
                feed.shared().number(),
                remoteNumber(definition),
                feed.taught ? 3 : 0,
                definition == null ? 0 : definition.data()));
    print(
        "\n              last_acked=%s last_pushed=%s last_get=%s teaching_origin=%s update=%s"
            .formatted(
                Integer.toUnsignedString(feed.lastAcked),
                Integer.toUnsignedString(feed.lastPushed),
                Integer.toUnsignedString(feed.lastReceived),
                Integer.toUnsignedString(feed.teachingOrigin),
                Integer.toUnsignedString(feed.confirmed)));
    var updates = feed.shared().updates();
    print(
        "\n              table:%s id=%s update=%s localupdate=%s commitupdate=%s refcnt=1"
            .formatted(
                number(feed.shared().table()),
                feed.shared().table().declaration().name(),
                Integer.toUnsignedString(updates.last()),
                Integer.toUnsignedString(updates.lastLocal()),
                Integer.toUnsignedString(updates.committed())));
  }

  private void dictionary(Names known) {
    if (!names) {
      print("\n        Dictionary cache not dumped (use \"show peers dict\")");
      return;
    }
    print("\n        TX dictionary cache:");
    int sent = 0;
    while (sent < Names.SIZE && known.sentAt(sent) != null) {
      sent++;
    }
    list(sent, known::sentAt);
    print("\n        RX dictionary cache:");
    list(Names.SIZE, known::receivedAt);
  }

  private void list(int count, IntFunction<@Nullable String> name) {
    for (int i = 0; i < count; i++) {
      String said = name.apply(i);
      print(
          "%s  %3d -> %s"
              .formatted(i % COLUMNS == 0 ? "\n        " : "", i, said == null ? "-" : said));
    }
  }

  private static int remoteNumber(@Nullable Definition definition) {
    return definition == null ? 0 : definition.number();
  }

  private void print(String words) {
    text.append(words);
  }

  /** Where HAProxy shows a place in memory. */
  private static String number(Object thing) {
    return String.format(Locale.ROOT, "0x%x", System.identityHashCode(thing));
  }

  private static String address(@Nullable SocketAddress address) {
    return switch (address) {
      case InetSocketAddress inet when inet.getAddress() != null ->
          inet.getAddress().getHostAddress() + ":" + inet.getPort();
      case DomainSocketAddress unix -> unix.path() + ":0";
      case null, default -> ":0";
    };
  }

  private String remaining(long when) {
    if (when == 0) {
      return "<NEVER>";
    }
    return when <= now ? "<PAST>" : time(when - now);
  }

  private static String time(long millis) {
    long seconds = millis / 1_000;
    if (seconds >= 86_400) {
      return "%dd%dh".formatted(seconds / 86_400, seconds % 86_400 / 3_600);
    }
    if (seconds >= 3_600) {
      return "%dh%dm".formatted(seconds / 3_600, seconds % 3_600 / 60);
    }
    return seconds >= 60 ? "%dm%ds".formatted(seconds / 60, seconds % 60) : seconds + "s";
  }
}
