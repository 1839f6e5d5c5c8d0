package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.config.text.Cursor;
import java.net.IDN;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a {@code server} line that say how TLS is spoken to it (manual section 5.2). */
final class ServerTlsOptions {
  private static final List<String> SHORT =
      List.of("sslv3", "tlsv10", "tlsv11", "tlsv12", "tlsv13");

  /** One cipher of TLS 1.2 as OpenSSL names it, rather than an expression about many. */
  private static final Pattern CIPHER = Pattern.compile("[A-Z0-9]+(-[A-Z0-9]+)+");

  private static final Pattern SUITE = Pattern.compile("TLS_[A-Z0-9_]+");

  static final Set<String> NAMES = names();

  private ServerTlsOptions() {}

  private static Set<String> names() {
    Set<String> all =
        new HashSet<>(
            Set.of(
                "check-ssl",
                "no-check-ssl",
                "no-ssl",
                "check-sni",
                "check-alpn",
                "verify",
                "verifyhost",
                "ca-file",
                "crt",
                "ciphers",
                "ciphersuites",
                "ssl-min-ver",
                "ssl-max-ver"));
    for (String version : SHORT) {
      all.add("no-" + version);
      all.add("force-" + version);
    }
    return Set.copyOf(all);
  }

  /** Reads the arguments of one of {@link #NAMES}, which was taken last. */
  static void read(String name, Cursor cursor, Values values) throws ArgumentException {
    switch (name) {
      case "check-ssl" -> values.set(ServerTlsSettings.CHECK, true, cursor.span());
      case "no-check-ssl" -> values.set(ServerTlsSettings.CHECK, false, cursor.span());
      // Traffic is never encrypted: the word that would ask for it is refused.
      case "no-ssl" -> {}
      case "check-sni" -> values.set(ServerTlsSettings.CHECK_SNI, host(cursor), cursor.span());
      case "check-alpn" ->
          values.set(ServerTlsSettings.CHECK_ALPN, protocols(cursor), cursor.span());
      case "verify" -> values.set(ServerTlsSettings.VERIFY, verify(cursor), cursor.span());
      case "verifyhost" -> values.set(ServerTlsSettings.VERIFY_HOST, host(cursor), cursor.span());
      case "ca-file" -> text(ServerTlsSettings.AUTHORITIES, cursor, values);
      case "crt" -> text(ServerTlsSettings.CERTIFICATE, cursor, values);
      case "ciphers" -> values.set(ServerTlsSettings.CIPHERS, list(CIPHER, cursor), cursor.span());
      case "ciphersuites" ->
          values.set(ServerTlsSettings.SUITES, list(SUITE, cursor), cursor.span());
      case "ssl-min-ver" -> values.set(ServerTlsSettings.OLDEST, version(cursor), cursor.span());
      case "ssl-max-ver" -> values.set(ServerTlsSettings.NEWEST, version(cursor), cursor.span());
      default -> without(name, cursor, values);
    }
  }

  private static void text(Setting<String> setting, Cursor cursor, Values values)
      throws ArgumentException {
    values.set(setting, cursor.next("a file"), cursor.span());
  }

  static boolean verify(Cursor cursor) throws ArgumentException {
    return switch (cursor.next("'none' or 'required'")) {
      case "none" -> false;
      case "required" -> true;
      default ->
          throw cursor.error("unknown verify method, only 'none' and 'required' are supported");
    };
  }

  private static String host(Cursor cursor) throws ArgumentException {
    String name = cursor.next("a host name");
    try {
      String ascii = IDN.toASCII(name);
      if (!ascii.isEmpty() && !ascii.endsWith(".")) {
        return ascii;
      }
    } catch (IllegalArgumentException malformed) {
      // Told below.
    }
    throw cursor.error("'" + name + "' is not a host name");
  }

  private static List<String> protocols(Cursor cursor) throws ArgumentException {
    List<String> all = List.of(cursor.next("protocols such as 'h2,http/1.1'").split(",", -1));
    if (all.contains("")) {
      throw cursor.error("'check-alpn' has an empty protocol name");
    }
    return all;
  }

  private static List<String> list(Pattern one, Cursor cursor) throws ArgumentException {
    List<String> all = List.of(cursor.next("ciphers").split(":", -1));
    for (String name : all) {
      if (!one.matcher(name).matches()) {
        throw cursor.error(
            "'%s' is not the name of one cipher: expressions of OpenSSL are not supported, name the ciphers one by one or leave them to the default"
                .formatted(name));
      }
    }
    return all;
  }

  private static int version(Cursor cursor) throws ArgumentException {
    String word = cursor.next("a version such as 'TLSv1.2'");
    int place = ServerTlsSettings.VERSIONS.indexOf(word);
    if (place < 0) {
      throw cursor.unknown("ssl/tls version", ServerTlsSettings.VERSIONS);
    }
    return place;
  }

  private static void without(String name, Cursor cursor, Values values) {
    int place = SHORT.indexOf(name.substring(name.indexOf('-') + 1));
    if (name.startsWith("force-")) {
      values.set(ServerTlsSettings.OLDEST, place, cursor.span());
      values.set(ServerTlsSettings.NEWEST, place, cursor.span());
    } else {
      Set<Integer> all = new HashSet<>(values.get(ServerTlsSettings.WITHOUT, Set.of()));
      all.add(place);
      values.set(ServerTlsSettings.WITHOUT, Set.copyOf(all), cursor.span());
    }
  }
}
