package io.gatehouse.gateway.runtime.statistics;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.server.RunningServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntSupplier;

/** The lines of {@code show stat}: proxies by number; in each frontend, servers, backend. */
public final class Statistics {
  private final DataPlane plane;
  private final IntSupplier processLimit;

  /**
   * @param processLimit connections that the process takes, for frontends without a limit
   */
  public Statistics(DataPlane plane, IntSupplier processLimit) {
    this.plane = plane;
    this.processLimit = processLimit;
  }

  public String dump(Selection selection, Form form) {
    StringBuilder out = new StringBuilder();
    form.dump().begin(out);
    for (Row row : rows(selection)) {
      form.dump().row(row, out);
    }
    form.dump().end(out);
    return out.toString();
  }

  private List<Row> rows(Selection selection) {
    List<Row> rows = new ArrayList<>();
    for (RunningFrontend frontend : plane.frontends()) {
      if (selection.proxy(frontend.id()) && selection.frontends()) {
        rows.add(FrontendRow.of(frontend, processLimit.getAsInt()));
      }
    }
    for (RunningBackend backend : plane.backends()) {
      if (selection.proxy(backend.id())) {
        add(backend, selection, rows);
      }
    }
    // Both halves of a listen have one number: the sort is stable and keeps them in order.
    rows.sort(Comparator.comparingInt(Row::proxy));
    return rows;
  }

  private static void add(RunningBackend backend, Selection selection, List<Row> rows) {
    for (RunningServer server : backend.servers()) {
      boolean hidden =
          (selection.up() && !server.usable())
              || (selection.noMaint() && server.admin() == RunningServer.AdminState.MAINT);
      if (selection.server(server.id()) && !hidden) {
        rows.add(ServerRow.of(server, selection.legends()));
      }
    }
    if (selection.backends()) {
      rows.add(BackendRow.of(backend, selection.legends()));
    }
  }
}
