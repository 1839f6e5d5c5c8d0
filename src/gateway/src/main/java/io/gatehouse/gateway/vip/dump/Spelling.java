package io.gatehouse.gateway.vip.dump;

import io.gatehouse.api.vip.Script;
import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.api.vip.VirtualAddress;
import io.gatehouse.api.vip.VirtualRoute;
import io.gatehouse.api.vip.VrrpInstance;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Addresses and routes as Keepalived writes them. */
final class Spelling {
  private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?:$|:)");
  private static final int MAIN_TABLE = 254;

  private Spelling() {}

  /** {@code 192.168.1.88/24 dev eth0 scope global label eth0:1 set}. */
  static String address(VirtualAddress address, VipStatus status) {
    StringBuilder text = new StringBuilder();
    boolean six = address.address() instanceof Inet6Address;
    int most = six ? 128 : 32;
    text.append(host(address.address()));
    if (address.prefix() != most) {
      text.append('/').append(address.prefix());
    }
    address.broadcast().ifPresent(broadcast -> text.append(" brd ").append(host(broadcast)));
    text.append(" dev ").append(device(address, status.instance()));
    text.append(" scope ").append(scope(address.scope()));
    if (!address.label().isEmpty()) {
      text.append(" label ").append(address.label());
    }
    if (six) {
      text.append(" preferred_lft forever");
    }
    if (status.owned().contains(address)) {
      text.append(" set");
    }
    return text.toString();
  }

  private static String device(VirtualAddress address, VrrpInstance instance) {
    return address.device().isEmpty() ? instance.router().interfaceName() : address.device();
  }

  private static String scope(int number) {
    return switch (number) {
      case 0 -> "global";
      case 200 -> "site";
      case 253 -> "link";
      case 254 -> "host";
      default -> String.valueOf(number);
    };
  }

  /** {@code prepend 10.9.0.0/16 via inet 192.168.1.1 dev eth0}. */
  static String route(VirtualRoute route) {
    StringBuilder text = new StringBuilder("prepend ");
    if (route.blackhole()) {
      text.append("blackhole ");
    }
    text.append(route.destination().map(to -> host(to) + "/" + route.prefix()).orElse("default"));
    route.source().ifPresent(source -> text.append(" src ").append(host(source)));
    route
        .gateway()
        .ifPresent(
            via ->
                text.append(via instanceof Inet6Address ? " via inet6 " : " via inet ")
                    .append(host(via)));
    if (!route.device().isEmpty()) {
      text.append(" dev ").append(route.device());
    }
    if (route.table() != MAIN_TABLE) {
      text.append(" table ").append(route.table());
    }
    if (route.metric() != 0) {
      text.append(" metric ").append(route.metric());
    }
    return text.toString();
  }

  /** Each word in quotes. */
  static String command(Script script) {
    return script.words().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  /** With the longest run of zeros left out of IPv6 (RFC 5952), which the JDK does not do. */
  static String host(InetAddress address) {
    String text = address.getHostAddress();
    if (!(address instanceof Inet6Address)) {
      return text;
    }
    int zone = text.indexOf('%');
    String plain = zone < 0 ? text : text.substring(0, zone);
    Matcher runs = ZEROS.matcher(plain);
    int start = -1;
    int end = -1;
    while (runs.find()) {
      if (runs.end() - runs.start() > end - start) {
        start = runs.start();
        end = runs.end();
      }
    }
    return start < 0 ? plain : plain.substring(0, start) + "::" + plain.substring(end);
  }
}
