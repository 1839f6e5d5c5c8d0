package io.gatehouse.rules.table;

import io.gatehouse.api.table.Datum;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The uses of rows by the names that fetches give them behind {@code sc_} and {@code src_}. */
public final class RowUses {
  private static final int KILO = 10;

  private static final List<Datum> READ =
      List.of(
          Datum.BYTES_IN_RATE,
          Datum.BYTES_OUT_RATE,
          Datum.CONN_CNT,
          Datum.CONN_CUR,
          Datum.CONN_RATE,
          Datum.GLITCH_CNT,
          Datum.GLITCH_RATE,
          Datum.GPC0_RATE,
          Datum.GPC1_RATE,
          Datum.HTTP_ERR_CNT,
          Datum.HTTP_ERR_RATE,
          Datum.HTTP_FAIL_CNT,
          Datum.HTTP_FAIL_RATE,
          Datum.HTTP_REQ_CNT,
          Datum.HTTP_REQ_RATE,
          Datum.SESS_CNT,
          Datum.SESS_RATE);

  private RowUses() {}

  /** Those that need no index. */
  public static Map<String, RowUse> plain() {
    Map<String, RowUse> uses = new LinkedHashMap<>();
    READ.forEach(datum -> uses.put(datum.word(), new RowUse.Read(datum, 0, 0)));
    uses.put("kbytes_in", new RowUse.Read(Datum.BYTES_IN_CNT, 0, KILO));
    uses.put("kbytes_out", new RowUse.Read(Datum.BYTES_OUT_CNT, 0, KILO));
    uses.put("get_gpc0", new RowUse.Read(Datum.GPC0, 0, 0));
    uses.put("get_gpc1", new RowUse.Read(Datum.GPC1, 0, 0));
    uses.put("get_gpt0", new RowUse.Read(Datum.GPT0, 0, 0));
    uses.put("inc_gpc0", new RowUse.Increment(Datum.GPC0, Datum.GPC0_RATE, 0));
    uses.put("inc_gpc1", new RowUse.Increment(Datum.GPC1, Datum.GPC1_RATE, 0));
    uses.put("clr_gpc0", new RowUse.Clear(Datum.GPC0, 0));
    uses.put("clr_gpc1", new RowUse.Clear(Datum.GPC1, 0));
    return uses;
  }

  /** Those of an array's element. */
  public static Map<String, IntFunction<RowUse>> indexed() {
    Map<String, IntFunction<RowUse>> uses = new LinkedHashMap<>();
    uses.put("get_gpc", index -> new RowUse.Read(Datum.GPC, index, 0));
    uses.put("get_gpt", index -> new RowUse.Read(Datum.GPT, index, 0));
    uses.put("gpc_rate", index -> new RowUse.Read(Datum.GPC_RATE, index, 0));
    uses.put("inc_gpc", index -> new RowUse.Increment(Datum.GPC, Datum.GPC_RATE, index));
    uses.put("clr_gpc", index -> new RowUse.Clear(Datum.GPC, index));
    return uses;
  }
}
