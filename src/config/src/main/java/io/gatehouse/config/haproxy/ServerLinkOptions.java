package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Format;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.model.SendProxy;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The options that say how a connection to a server begins (manual section 5.2). */
final class ServerLinkOptions {
  static final Set<String> NAMES =
      Set.of(
          "send-proxy",
          "no-send-proxy",
          "send-proxy-v2",
          "no-send-proxy-v2",
          "send-proxy-v2-ssl",
          "send-proxy-v2-ssl-cn",
          "no-send-proxy-v2-ssl",
          "no-send-proxy-v2-ssl-cn",
          "proxy-v2-options",
          "tfo",
          "no-tfo",
          "tcp-ut",
          "redir",
          "source",
          "usesrc");

  /** The one option that carries an argument in its name. */
  static final String ELEMENT = "set-proxy-v2-tlv-fmt(";

  private ServerLinkOptions() {}

  /** Reads the arguments of one of {@link #NAMES}, which was taken last. */
  static void read(String name, Cursor cursor, Values values) throws ArgumentException {
    switch (name) {
      case "send-proxy" -> values.set(ServerSettings.SEND_PROXY, true, cursor.span());
      case "no-send-proxy" -> values.set(ServerSettings.SEND_PROXY, false, cursor.span());
      case "send-proxy-v2" -> values.set(ServerSettings.SEND_PROXY_V2, true, cursor.span());
      case "no-send-proxy-v2", "no-send-proxy-v2-ssl", "no-send-proxy-v2-ssl-cn" ->
          values.set(ServerSettings.SEND_PROXY_V2, false, cursor.span());
      case "send-proxy-v2-ssl", "send-proxy-v2-ssl-cn" -> {
        values.set(ServerSettings.SEND_PROXY_V2, true, cursor.span());
        add(EnumSet.of(SendProxy.Option.SSL), cursor, values);
      }
      case "proxy-v2-options" -> options(cursor, values);
      case "tfo" -> values.set(ServerSettings.FAST_OPEN, true, cursor.span());
      case "no-tfo" -> values.set(ServerSettings.FAST_OPEN, false, cursor.span());
      case "tcp-ut" ->
          values.set(ServerSettings.USER_TIMEOUT, cursor.time("a time"), cursor.span());
      case "redir" ->
          values.set(
              ServerSettings.REDIR, cursor.next("the beginning of a location"), cursor.span());
      case "source" -> SourceWords.read(cursor, values, true);
      default -> throw cursor.error("'usesrc' must follow the address of 'source'");
    }
  }

  private static void options(Cursor cursor, Values values) throws ArgumentException {
    EnumSet<SendProxy.Option> chosen = EnumSet.noneOf(SendProxy.Option.class);
    for (String word : cursor.next("options such as 'crc32c,unique-id'").split(",", -1)) {
      chosen.add(
          switch (word) {
            // Clients do not speak TLS to us: their element says so, and nothing of certificates.
            case "ssl", "cert-cn", "cert-key", "cert-sig", "ssl-cipher" -> SendProxy.Option.SSL;
            case "authority" -> SendProxy.Option.AUTHORITY;
            case "crc32c" -> SendProxy.Option.CRC32C;
            case "unique-id" -> SendProxy.Option.UNIQUE_ID;
            default ->
                throw cursor.error(
                    "'%s' is not one of ssl, cert-cn, ssl-cipher, cert-sig, cert-key, authority,"
                            .formatted(word)
                        + " crc32c and unique-id");
          });
    }
    add(chosen, cursor, values);
  }

  private static void add(Set<SendProxy.Option> more, Cursor cursor, Values values) {
    EnumSet<SendProxy.Option> all = EnumSet.copyOf(more);
    all.addAll(values.get(ServerSettings.PROXY_OPTIONS, Set.of()));
    values.set(ServerSettings.PROXY_OPTIONS, Set.copyOf(all), cursor.span());
  }

  /** {@code set-proxy-v2-tlv-fmt(TYPE) FORMAT}; at the end of the line it has no value. */
  static void element(String word, Cursor cursor, Values values) throws ArgumentException {
    String number = word.substring(ELEMENT.length());
    int type;
    try {
      type = Integer.decode(number.endsWith(")") ? number.substring(0, number.length() - 1) : "");
    } catch (NumberFormatException notANumber) {
      throw cursor.error("'%s' expects the type of an element in parentheses".formatted(word));
    }
    if (type < 0 || type > 255) {
      throw cursor.error("the type of an element is from 0 to 255");
    }
    Optional<Format> value =
        cursor.hasNext() ? Optional.of(cursor.format("the element's value")) : Optional.empty();
    List<SendProxy.Element> all = new ArrayList<>(values.list(ServerSettings.PROXY_ELEMENTS));
    all.add(new SendProxy.Element(type, value));
    values.set(ServerSettings.PROXY_ELEMENTS, List.copyOf(all), cursor.span());
  }
}
