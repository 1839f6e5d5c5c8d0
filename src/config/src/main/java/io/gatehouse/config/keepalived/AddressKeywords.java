package io.gatehouse.config.keepalived;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.config.keepalived.Addresses.Network;
import io.gatehouse.config.keepalived.InstanceDraft.Familiar;
import io.gatehouse.config.text.Cursor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lists of addresses: {@code virtual_ipaddress} and its kin. */
final class AddressKeywords {
  private static final int LONGEST_LABEL = 15;
  private static final int LONGEST_BROADCAST_PREFIX = 30;
  private static final List<String> OPTIONS =
      List.of("dev", "scope", "label", "broadcast", "brd", "no_track");
  private static final List<String> REFUSED =
      List.of(
          "peer",
          "home",
          "-nodad",
          "mngtmpaddr",
          "noprefixroute",
          "autojoin",
          "preferred_lft",
          "track_group",
          "use_vmac");

  private AddressKeywords() {}

  static void addTo(Keywords<InstanceDraft> keywords) {
    keywords
        .block("virtual_ipaddress", AddressKeywords::virtual)
        .block(
            "virtual_ipaddress_excluded",
            (d, c) -> each(c, entry -> d.excluded.add(address(entry))))
        .noEffect(
            "virtual addresses do not depend on another address of the interface",
            "promote_secondaries");
  }

  private static void virtual(InstanceDraft draft, Clause clause) {
    each(
        clause,
        entry -> {
          VirtualAddress address = address(entry);
          draft.addresses.add(address);
          boolean ipv6 = Addresses.ipv6(address.address());
          draft.families.add(
              new Familiar(ipv6, "virtual address", entry.statement().line().span(0)));
        });
  }

  /** One entry of a list. */
  @FunctionalInterface
  interface EntryReader {
    void read(Clause entry) throws ArgumentException;
  }

  /** Reads every entry of a list; a bad one does not hide the next. */
  static void each(Clause clause, EntryReader reader) {
    for (Clause entry : clause.entries()) {
      try {
        if (entry.statement().block()) {
          throw entry.cursor().error("a brace cannot stand here");
        }
        reader.read(entry);
      } catch (ArgumentException problem) {
        entry.cursor().report(problem);
      }
    }
  }

  static VirtualAddress address(Clause entry) throws ArgumentException {
    Cursor cursor = entry.cursor();
    Builder builder = new Builder(Addresses.network(cursor, "an address such as 192.0.2.1/24"));
    while (cursor.hasNext()) {
      builder.option(cursor);
    }
    return builder.build();
  }

  private static final class Builder {
    private final Network network;
    private String device = "";
    private int scope;
    private String label = "";
    private @Nullable InetAddress broadcast;

    Builder(Network network) {
      this.network = network;
    }

    void option(Cursor cursor) throws ArgumentException {
      String word = cursor.next("an option");
      if (network.ipv6() && List.of("scope", "label", "broadcast", "brd").contains(word)) {
        throw cursor.error("'%s' is for IPv4 addresses only".formatted(word));
      }
      if (REFUSED.contains(word)) {
        throw cursor.error("'%s' is known to Keepalived but not supported".formatted(word));
      }
      switch (word) {
        case "dev" -> device = device(cursor);
        case "scope" -> scope = Addresses.scope(cursor);
        case "label" -> label = label(cursor);
        case "broadcast", "brd" -> broadcast = broadcast(cursor);
        case "no_track" -> cursor.warn("'no_track' has no effect, addresses are not watched");
        default -> throw cursor.unknown("option of an address", OPTIONS);
      }
    }

    private String device(Cursor cursor) throws ArgumentException {
      String name = Addresses.device(cursor);
      if (!device.isEmpty()) {
        throw cursor.error("'dev' is given twice");
      }
      return name;
    }

    private static String label(Cursor cursor) throws ArgumentException {
      String word = cursor.next("a label such as eth0:1");
      if (word.length() > LONGEST_LABEL) {
        throw cursor.error(
            "label '%s' is longer than %d characters".formatted(word, LONGEST_LABEL));
      }
      return word;
    }

    private InetAddress broadcast(Cursor cursor) throws ArgumentException {
      String word = cursor.next("a broadcast address, + or -");
      if (!word.equals("+") && !word.equals("-")) {
        return Addresses.literal(word)
            .filter(address -> !Addresses.ipv6(address))
            .orElseThrow(() -> cursor.error("'%s' is no broadcast address".formatted(word)));
      }
      if (network.prefix() > LONGEST_BROADCAST_PREFIX) {
        throw cursor.error("a /%d network has no broadcast address".formatted(network.prefix()));
      }
      return ends(network, word.equals("+"));
    }

    VirtualAddress build() {
      return new VirtualAddress(
          network.address(),
          network.prefix(),
          device,
          scope,
          label,
          Optional.ofNullable(broadcast));
    }
  }

  /** The last or the first address of a network. */
  private static InetAddress ends(Network network, boolean last) {
    byte[] bytes = network.address().getAddress();
    for (int bit = network.prefix(); bit < Addresses.bits(network.address()); bit++) {
      int mask = 0x80 >> bit % 8;
      bytes[bit / 8] = (byte) (last ? bytes[bit / 8] | mask : bytes[bit / 8] & ~mask);
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** {@code static_ipaddress}. */
  static void fixed(Clause clause, String defaultInterface, Consumer<VirtualAddress> into) {
    each(
        clause,
        entry -> {
          VirtualAddress one = address(entry);
          String device = one.device().isEmpty() ? defaultInterface : one.device();
          into.accept(
              new VirtualAddress(
                  one.address(), one.prefix(), device, one.scope(), one.label(), one.broadcast()));
        });
  }
}
