package io.gatehouse.api.table;

import java.util.Locale;
import java.util.Optional;

/**
 * What a stick table may keep of a key (manual section 11.1), in the order in which dumps tell it.
 */
public enum Datum {
  SERVER_ID(Kind.NUMBER, false),
  GPT0(Kind.NUMBER, false),
  GPC0(Kind.NUMBER, false),
  GPC0_RATE(Kind.RATE, false),
  CONN_CNT(Kind.NUMBER, false),
  CONN_RATE(Kind.RATE, false),
  CONN_CUR(Kind.NUMBER, false),
  SESS_CNT(Kind.NUMBER, false),
  SESS_RATE(Kind.RATE, false),
  HTTP_REQ_CNT(Kind.NUMBER, false),
  HTTP_REQ_RATE(Kind.RATE, false),
  HTTP_ERR_CNT(Kind.NUMBER, false),
  HTTP_ERR_RATE(Kind.RATE, false),
  BYTES_IN_CNT(Kind.LONG_NUMBER, false),
  BYTES_IN_RATE(Kind.RATE, false),
  BYTES_OUT_CNT(Kind.LONG_NUMBER, false),
  BYTES_OUT_RATE(Kind.RATE, false),
  GPC1(Kind.NUMBER, false),
  GPC1_RATE(Kind.RATE, false),
  SERVER_KEY(Kind.NAME, false),
  HTTP_FAIL_CNT(Kind.NUMBER, false),
  HTTP_FAIL_RATE(Kind.RATE, false),
  GPT(Kind.NUMBER, true),
  GPC(Kind.NUMBER, true),
  GPC_RATE(Kind.RATE, true),
  GLITCH_CNT(Kind.NUMBER, false),
  GLITCH_RATE(Kind.RATE, false);

  private final Kind kind;
  private final boolean array;

  /** How a value behaves. */
  public enum Kind {
    /** 32 bits. */
    NUMBER,
    /** 64 bits. */
    LONG_NUMBER,
    /** Events in a sliding period. */
    RATE,
    NAME
  }

  Datum(Kind kind, boolean array) {
    this.kind = kind;
    this.array = array;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether a table keeps several of it, by index from 0. */
  public boolean array() {
    return array;
  }

  /** As written after {@code store}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By the word, or by the old name {@code server_name}. */
  public static Optional<Datum> of(String word) {
    if (word.equals("server_name")) {
      return Optional.of(SERVER_KEY);
    }
    for (Datum datum : values()) {
      if (datum.word().equals(word)) {
        return Optional.of(datum);
      }
    }
    return Optional.empty();
  }
}
