package io.gatehouse.config.text;

import java.util.Map;

/** The standard log formats (manual section 8.2), which a configuration may extend by variable. */
public final class LogFormats {

  public static final String TCP =
      "%ci:%cp [%t] %ft %b/%s %Tw/%Tc/%Tt %B %ts %ac/%fc/%bc/%sc/%rc %sq/%bq";

  public static final String HTTP =
      "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc"
          + " %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r";

  public static final String HTTPS =
      HTTP
          + " %[fc_err]/%[ssl_fc_err,hex]/%[ssl_c_err]/%[ssl_c_ca_err]/%[ssl_fc_is_resumed]"
          + " %[ssl_fc_sni]/%sslv/%sslc";

  public static final String HTTP_CLF =
      "%{+Q}o %{-Q}ci - - [%trg] %r %ST %B \"\" \"\" %cp %ms %ft %b %s %TR %Tw %Tc %Tr %Ta %tsc"
          + " %ac %fc %bc %sc %rc %sq %bq %CC %CS %hrl %hsl";

  public static final String TCP_CLF =
      "%{+Q}o %{-Q}ci - - [%T] \"TCP \" 000 %B \"\" \"\" %cp %ms %ft %b %s %Th %Tw %Tc %Tt %U"
          + " %ts-- %ac %fc %bc %sc %rc %sq %bq \"\" \"\" ";

  private LogFormats() {}

  /** The variables of manual section 2.3 that hold them while a configuration is read. */
  static Map<String, String> variables() {
    return Map.of(
        "HAPROXY_TCP_LOG_FMT", TCP,
        "HAPROXY_HTTP_LOG_FMT", HTTP,
        "HAPROXY_HTTPS_LOG_FMT", HTTPS,
        "HAPROXY_HTTP_CLF_LOG_FMT", HTTP_CLF,
        "HAPROXY_TCP_CLF_LOG_FMT", TCP_CLF,
        "HAPROXY_KEYLOG_FC_LOG_FMT", keys("fc", " "),
        "HAPROXY_KEYLOG_BC_LOG_FMT", keys("bc", "  "));
  }

  /** Lines of an NSS key log, each of them: label, client random, secret. */
  private static String keys(String side, String gap) {
    StringBuilder out = new StringBuilder("CLIENT_RANDOM %[ssl_S_client_random,hex]");
    out.append(gap).append("%[ssl_S_session_key,hex]");
    for (String secret :
        new String[] {
          "CLIENT_EARLY_TRAFFIC_SECRET",
          "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
          "SERVER_HANDSHAKE_TRAFFIC_SECRET",
          "CLIENT_TRAFFIC_SECRET_0",
          "SERVER_TRAFFIC_SECRET_0",
          "EXPORTER_SECRET",
          "EARLY_EXPORTER_SECRET"
        }) {
      out.append('\n').append(secret).append(" %[ssl_S_client_random,hex] %[ssl_S_");
      out.append(secret.toLowerCase(java.util.Locale.ROOT)).append(']');
    }
    return out.toString().replace("ssl_S_", "ssl_" + side + "_");
  }
}
