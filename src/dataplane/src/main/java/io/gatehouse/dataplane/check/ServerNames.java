package io.gatehouse.dataplane.check;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The names that a certificate is good for, as HAProxy reads it: DNS names among the alternative
 * ones, and besides them the common name. Java looks at the common name only where there are none,
 * and knows no names with an underscore.
 */
final class ServerNames {
  private static final int DNS = 2;

  private ServerNames() {}

  static boolean match(X509Certificate certificate, String host) {
    return Stream.concat(alternatives(certificate), common(certificate))
        .anyMatch(pattern -> matches(pattern, host));
  }

  private static Stream<String> alternatives(X509Certificate certificate) {
    Collection<List<?>> all;
    try {
      all = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException malformed) {
      return Stream.of();
    }
    return all == null
        ? Stream.of()
        : all.stream()
            .filter(name -> name.get(0).equals(DNS))
            .map(name -> String.valueOf(name.get(1)));
  }

  private static Stream<String> common(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .map(String::valueOf);
    } catch (InvalidNameException malformed) {
      return Stream.of();
    }
  }

  /** One wildcard in the first label stands for any letters of one (RFC 6125, section 6.4.3). */
  static boolean matches(String expected, String name) {
    String pattern = expected.toLowerCase(Locale.ROOT);
    String host = name.toLowerCase(Locale.ROOT);
    if (pattern.equals(host)) {
      return true;
    }
    int rest = pattern.indexOf('.');
    int hostRest = host.indexOf('.');
    int wildcard = pattern.indexOf('*');
    if (wildcard < 0 || wildcard > rest || hostRest < rest - 1) {
      return false;
    }
    String before = pattern.substring(0, wildcard);
    String after = pattern.substring(wildcard + 1, rest);
    return after.indexOf('*') < 0
        && pattern.substring(rest).equals(host.substring(hostRest))
        && host.startsWith(before)
        && host.substring(0, hostRest).endsWith(after);
  }
}
