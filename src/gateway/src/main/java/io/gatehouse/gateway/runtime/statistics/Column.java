package io.gatehouse.gateway.runtime.statistics;

import java.util.Locale;

/**
 * The columns of {@code show stat} in HAProxy 2.6's order (management guide section 9.1). Tools
 * address the first 103 by position, so nothing may ever be inserted among them; {@code src_ilim}
 * is misspelt in every version and stays so.
 */
enum Column {
  PXNAME("KNS", Type.STR),
  SVNAME("KNS", Type.STR),
  QCUR("MGP", Type.U32),
  QMAX("MMP", Type.U32),
  SCUR("MGP", Type.U32),
  SMAX("MMP", Type.U32),
  SLIM("CLP", Type.U32),
  STOT("MCP", Type.U64),
  BIN("MCP", Type.U64),
  BOUT("MCP", Type.U64),
  DREQ("MCP", Type.U64),
  DRESP("MCP", Type.U64),
  EREQ("MCP", Type.U64),
  ECON("MCP", Type.U64),
  ERESP("MCP", Type.U64),
  WRETR("MCP", Type.U64),
  WREDIS("MCP", Type.U64),
  STATUS("SGP", Type.STR),
  WEIGHT("MaP", Type.U32),
  ACT("SGP", Type.U32),
  BCK("SGP", Type.U32),
  CHKFAIL("MCP", Type.U64),
  CHKDOWN("MCP", Type.U64),
  LASTCHG("MAP", Type.U32),
  DOWNTIME("MCP", Type.U32),
  QLIMIT("CGS", Type.U32),
  PID("KGP", Type.U32),
  IID("KGS", Type.U32),
  SID("KGS", Type.U32),
  THROTTLE("MaP", Type.U32),
  LBTOT("MCP", Type.U64),
  TRACKED("CNS", Type.STR),
  TYPE("CGS", Type.U32),
  RATE("MRP", Type.U32),
  RATE_LIM("CLP", Type.U32),
  RATE_MAX("MMP", Type.U32),
  CHECK_STATUS("MOP", Type.STR),
  CHECK_CODE("MOP", Type.U32),
  CHECK_DURATION("MDP", Type.U64),
  HRSP_1XX("MCP", Type.U64),
  HRSP_2XX("MCP", Type.U64),
  HRSP_3XX("MCP", Type.U64),
  HRSP_4XX("MCP", Type.U64),
  HRSP_5XX("MCP", Type.U64),
  HRSP_OTHER("MCP", Type.U64),
  HANAFAIL("MCP", Type.U64),
  REQ_RATE("MRP", Type.U32),
  REQ_RATE_MAX("MMP", Type.U32),
  REQ_TOT("MCP", Type.U64),
  CLI_ABRT("MCP", Type.U64),
  SRV_ABRT("MCP", Type.U64),
  COMP_IN("MCP", Type.U64),
  COMP_OUT("MCP", Type.U64),
  COMP_BYP("MCP", Type.U64),
  COMP_RSP("MCP", Type.U64),
  LASTSESS("MAP", Type.S32),
  LAST_CHK("MOP", Type.STR),
  LAST_AGT("MOP", Type.STR),
  QTIME("MaP", Type.U32),
  CTIME("MaP", Type.U32),
  RTIME("MaP", Type.U32),
  TTIME("MaP", Type.U32),
  AGENT_STATUS("MOP", Type.STR),
  AGENT_CODE("MOP", Type.U32),
  AGENT_DURATION("MDP", Type.U64),
  CHECK_DESC("MOP", Type.STR),
  AGENT_DESC("MOP", Type.STR),
  CHECK_RISE("CGS", Type.U32),
  CHECK_FALL("CGS", Type.U32),
  CHECK_HEALTH("CGS", Type.U32),
  AGENT_RISE("CGS", Type.U32),
  AGENT_FALL("CGS", Type.U32),
  AGENT_HEALTH("CGS", Type.U32),
  ADDR("CGS", Type.STR),
  COOKIE("CNS", Type.STR),
  MODE("CGS", Type.STR),
  ALGO("CGS", Type.STR),
  CONN_RATE("MRP", Type.U32),
  CONN_RATE_MAX("MMP", Type.U32),
  CONN_TOT("MCP", Type.U64),
  INTERCEPTED("MCP", Type.U64),
  DCON("MCP", Type.U64),
  DSES("MCP", Type.U64),
  WREW("MCP", Type.U64),
  CONNECT("MCP", Type.U64),
  REUSE("MCP", Type.U64),
  CACHE_LOOKUPS("MCP", Type.U64),
  CACHE_HITS("MCP", Type.U64),
  SRV_ICUR("MGP", Type.U32),
  SRC_ILIM("CLP", Type.U32),
  QTIME_MAX("MMP", Type.U32),
  CTIME_MAX("MMP", Type.U32),
  RTIME_MAX("MMP", Type.U32),
  TTIME_MAX("MMP", Type.U32),
  EINT("MCP", Type.U64),
  IDLE_CONN_CUR("MGP", Type.U32),
  SAFE_CONN_CUR("MGP", Type.U32),
  USED_CONN_CUR("MGP", Type.U32),
  NEED_CONN_EST("MGP", Type.U32),
  UWEIGHT("MaP", Type.U32),
  AGG_SERVER_STATUS("MGP", Type.U32),
  AGG_SERVER_CHECK_STATUS("MGP", Type.U32),
  AGG_CHECK_STATUS("MGP", Type.U32),
  SSL_SESS("MCP", Type.U64),
  SSL_REUSED_SESS("MCP", Type.U64),
  SSL_FAILED_HANDSHAKE("MCP", Type.U64),
  H2_HEADERS_RCVD("MCP", Type.U64),
  H2_DATA_RCVD("MCP", Type.U64),
  H2_SETTINGS_RCVD("MCP", Type.U64),
  H2_RST_STREAM_RCVD("MCP", Type.U64),
  H2_GOAWAY_RCVD("MCP", Type.U64),
  H2_DETECTED_CONN_PROTOCOL_ERRORS("MCP", Type.U64),
  H2_DETECTED_STRM_PROTOCOL_ERRORS("MCP", Type.U64),
  H2_RST_STREAM_RESP("MCP", Type.U64),
  H2_GOAWAY_RESP("MCP", Type.U64),
  H2_OPEN_CONNECTIONS("MGP", Type.U64),
  H2_BACKEND_OPEN_STREAMS("MGP", Type.U64),
  H2_TOTAL_CONNECTIONS("MCP", Type.U64),
  H2_BACKEND_TOTAL_STREAMS("MCP", Type.U64),
  H1_OPEN_CONNECTIONS("MGP", Type.U64),
  H1_OPEN_STREAMS("MGP", Type.U64),
  H1_TOTAL_CONNECTIONS("MCP", Type.U64),
  H1_TOTAL_STREAMS("MCP", Type.U64),
  H1_BYTES_IN("MCP", Type.U64),
  H1_BYTES_OUT("MCP", Type.U64),
  H1_SPLICED_BYTES_IN("MCP", Type.U64),
  H1_SPLICED_BYTES_OUT("MCP", Type.U64);

  /** Behind these stands the column {@code -}: what follows differs between versions. */
  static final Column LAST_FIXED = AGG_CHECK_STATUS;

  private final String tags;
  private final Type type;

  /** How a value is written. */
  enum Type {
    STR,
    U32,
    S32,
    U64;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Column(String tags, Type type) {
    this.tags = tags;
    this.type = type;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its place in typed answers, which do not count the column {@code -}. */
  @SuppressWarnings("EnumOrdinal") // The order of this file is the order that is promised.
  int position() {
    return ordinal();
  }

  /** Counters of HTTP/1 and HTTP/2, behind all others. */
  boolean protocol() {
    return compareTo(H2_HEADERS_RCVD) >= 0;
  }

  Type type() {
    return type;
  }

  /** Origin, nature and scope, a letter each; a backend's sums count as gauges. */
  String tags(Row.Kind kind) {
    boolean sum = kind == Row.Kind.BACKEND;
    return switch (this) {
      case ACT, BCK, RATE, RATE_MAX -> sum ? "MGP" : tags;
      default -> tags;
    };
  }
}
