package io.gatehouse.gateway.runtime.command;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.table.KeyType;
import io.gatehouse.dataplane.table.Entry;
import io.gatehouse.dataplane.table.RunningTable;
import io.gatehouse.model.StatsSocket.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code show table}, {@code set table} and {@code clear table}, as HAProxy answers them. */
final class TableCommands implements CommandFamily {
  private static final int LONGEST_KEY = 16_384;

  private final RunningGateway gateway;

  /** What is done to a table. */
  private enum Deed {
    SHOW(
        "Showing keys from",
        "Optional argument only supports \"data.<store_data_type>\" <operator> <value> and key"
            + " <key>\n"),
    CLEAR(
        "Removing keys from",
        "Required arguments: <table> \"data.<store_data_type>\" <operator> <value> or <table> key"
            + " <key>\n"),
    SET(
        "Inserting keys into",
        "Required arguments: <table> key <key> [data.<store_data_type> <value>]*\n");

    private final String words;
    private final String usage;

    Deed(String words, String usage) {
      this.words = words;
      this.usage = usage;
    }
  }

  TableCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "show table",
            Level.USER,
            "[<table> [data.<type> <op> <val>|key <key>|ptr <ptr>]]",
            "the stick tables, or what is in one",
            (request, connection, answer) -> show(request, connection, answer)),
        Command.of(
            "set table",
            Level.OPERATOR,
            "<table> key <key> [data.<type> <value>]*",
            "make or change an entry of a stick table",
            (request, connection, answer) -> run(Deed.SET, request, connection, answer)),
        Command.of(
            "clear table",
            Level.OPERATOR,
            "<table> [data.<type> <op> <val>|key <key>|ptr <ptr>]",
            "remove entries of a stick table",
            (request, connection, answer) -> run(Deed.CLEAR, request, connection, answer)));
  }

  private void show(Request request, Connection connection, Answer answer) {
    if (request.word(2).isEmpty()) {
      for (RunningTable table : gateway.plane().tables().lastFirst()) {
        // HAProxy has removed what is over by now.
        while (table.sweep(1_000)) {
          Thread.onSpinWait();
        }
        answer.print(TableText.head(table));
      }
    } else {
      run(Deed.SHOW, request, connection, answer);
    }
  }

  private void run(Deed deed, Request request, Connection connection, Answer answer) {
    if (request.word(2).isEmpty()) {
      answer.error(deed.usage);
      return;
    }
    RunningTable table = gateway.plane().tables().find(request.word(2));
    if (table == null) {
      answer.error("No such table\n");
      return;
    }
    String how = request.word(3);
    if (how.equals("key") || how.equals("ptr")) {
      one(deed, table, request, connection, answer);
    } else if (how.startsWith("data.")) {
      filtered(deed, table, request, connection, answer);
    } else if (how.isEmpty()) {
      each(deed, table, TableFilter.NONE, connection, answer);
    } else {
      answer.error(deed.usage);
    }
  }

  private static void filtered(
      Deed deed, RunningTable table, Request request, Connection connection, Answer answer) {
    if (deed == Deed.SET) {
      answer.error(
          "content-based lookup is only supported with the \"show\" and \"clear\" actions\n");
      return;
    }
    TableFilter filter = TableFilter.read(table, request, answer);
    if (filter != null) {
      each(deed, table, filter, connection, answer);
    }
  }

  /** Setting all of them is what HAProxy 2.6 takes for clearing them. */
  private static void each(
      Deed deed, RunningTable table, TableFilter filter, Connection connection, Answer answer) {
    List<Entry> rows = table.rows();
    boolean show = deed == Deed.SHOW;
    if (show) {
      answer.print(TableText.head(table));
    }
    if (!connection.may(Level.OPERATOR)) {
      answer.print("# contents not dumped due to insufficient privileges\n");
      return;
    }
    for (Entry row : rows) {
      if (!answer.wanted()) {
        return;
      }
      if (!filter.accepts(row)) {
        continue;
      }
      if (show) {
        answer.print(TableText.row(table, row));
      } else {
        var _ = table.remove(row);
      }
    }
  }

  /** One row, by its key or by the number that dumps show where HAProxy shows an address. */
  private static void one(
      Deed deed, RunningTable table, Request request, Connection connection, Answer answer) {
    if (request.word(4).isEmpty()) {
      answer.error("Key value expected\n");
      return;
    }
    boolean byKey = request.word(3).equals("key");
    Sample key = byKey ? key(table, request.word(4)) : null;
    if (byKey && key == null) {
      answer.error("Invalid key\n");
      return;
    }
    if (table.declaration().type() == KeyType.BINARY) {
      answer.error(
          deed.words
              + " tables of type other than ip, ipv6, string and integer is not supported\n");
      return;
    }
    if (!connection.may(Level.OPERATOR)) {
      return;
    }
    Entry row = key == null ? numbered(table, request.word(4)) : row(deed, table, key);
    if (row == null) {
      missing(deed, byKey, answer);
      return;
    }
    switch (deed) {
      case SHOW -> answer.print(TableText.head(table)).print(TableText.row(table, row));
      case CLEAR -> {
        if (!table.remove(row)) {
          answer.error("Entry currently in use, cannot remove\n");
        }
      }
      case SET -> TableValues.set(table, row, request, answer);
    }
  }

  private static void missing(Deed deed, boolean byKey, Answer answer) {
    if (!byKey) {
      answer.error("No entry can be found matching ptr.\n");
    } else if (deed == Deed.SET) {
      answer.error("Unable to allocate a new entry\n");
    }
  }

  private static @Nullable Entry row(Deed deed, RunningTable table, Sample key) {
    return deed == Deed.SET ? table.obtain(key) : table.find(key);
  }

  private static @Nullable Entry numbered(RunningTable table, String number) {
    return table.rows().stream()
        .filter(row -> TableText.number(row).equals(number))
        .findFirst()
        .orElse(null);
  }

  /** A number as a key is one of 32 bits without sign. */
  private static @Nullable Sample key(RunningTable table, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Sample key = new Sample(LONGEST_KEY).setString(bytes, 0, bytes.length);
    boolean number = table.declaration().type() != KeyType.INTEGER || text.matches("\\d{1,10}");
    return number && key.cast(table.declaration().type().sample()) ? key : null;
  }
}
