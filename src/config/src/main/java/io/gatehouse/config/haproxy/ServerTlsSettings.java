package io.gatehouse.config.haproxy;

import java.util.List;
import java.util.Set;

/** Settings of {@code server} and {@code default-server} lines about TLS (manual section 5.2). */
public final class ServerTlsSettings {
  public static final Setting<Boolean> CHECK = Setting.named("check-ssl");
  public static final Setting<String> CHECK_SNI = Setting.named("check-sni");
  public static final Setting<List<String>> CHECK_ALPN = Setting.named("check-alpn");
  public static final Setting<Boolean> VERIFY = Setting.named("verify");
  public static final Setting<String> VERIFY_HOST = Setting.named("verifyhost");
  public static final Setting<String> AUTHORITIES = Setting.named("ca-file");
  public static final Setting<String> CERTIFICATE = Setting.named("crt");
  public static final Setting<List<String>> CIPHERS = Setting.named("ciphers");
  public static final Setting<List<String>> SUITES = Setting.named("ciphersuites");
  public static final Setting<Integer> OLDEST = Setting.named("ssl-min-ver");
  public static final Setting<Integer> NEWEST = Setting.named("ssl-max-ver");
  public static final Setting<Set<Integer>> WITHOUT = Setting.named("no-tlsv1x");

  /** From the oldest; settings hold places in this list. */
  public static final List<String> VERSIONS =
      List.of("SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  private ServerTlsSettings() {}
}
