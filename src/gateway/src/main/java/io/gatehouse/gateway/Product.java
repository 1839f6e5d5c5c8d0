package io.gatehouse.gateway;

import io.gatehouse.config.text.BuildFacts;
import io.gatehouse.gateway.runtime.command.Release;
import java.util.Set;

/** What the program says of itself. */
final class Product {
  /** From the jar's manifest; a run from loose classes has none. */
  static final String VERSION = versionOfJar();

  /** The language of configuration that is spoken. */
  static final String HAPROXY = "3.5-dev5";

  private static final String HAPROXY_DATE = "2026/08/21";

  private Product() {}

  static Release release() {
    return new Release(HAPROXY, HAPROXY_DATE, "Gatehouse " + VERSION);
  }

  /** Only what is really there may be claimed: files ask before they use it. */
  static BuildFacts facts() {
    return new BuildFacts(
        HAPROXY, Set.of("EPOLL", "PCRE", "PCRE2", "THREAD"), Set.of(), BuildFacts.Tls.none());
  }

  private static String versionOfJar() {
    String version = Product.class.getPackage().getImplementationVersion();
    return version == null ? "from source" : version;
  }
}
