package io.gatehouse.config.text;

import java.util.OptionalInt;
import java.util.Set;

/**
 * What conditions may ask about the program itself (manual section 2.4).
 *
 * @param version the HAProxy version whose language is spoken, for {@code version_atleast()}
 * @param features the names for which {@code feature()} is true
 * @param enabled the options for which {@code enabled()} is true
 * @param tls the TLS library
 */
public record BuildFacts(String version, Set<String> features, Set<String> enabled, Tls tls) {

  public BuildFacts {
    features = Set.copyOf(features);
    enabled = Set.copyOf(enabled);
  }

  /**
   * The TLS library as conditions see it.
   *
   * @param name for {@code ssllib_name_startswith()}, empty when there is none
   * @param opensslVersion the OpenSSL version it stands for, empty when there is none
   * @param awslcApi AWS-LC's API number, if it is that library
   * @param fips whether it runs in FIPS mode
   */
  public record Tls(String name, String opensslVersion, OptionalInt awslcApi, boolean fips) {

    /** No TLS library at all. */
    public static Tls none() {
      return new Tls("", "", OptionalInt.empty(), false);
    }
  }

  /** The first two numbers of the version, {@code HAPROXY_BRANCH}. */
  public String branch() {
    int first = version.indexOf('.');
    int end = first + 1;
    while (end < version.length() && Character.isDigit(version.charAt(end))) {
      end++;
    }
    return first < 0 ? version : version.substring(0, end);
  }
}
