package io.gatehouse.gateway.runtime.statistics;

/** Comma-separated values; every line, also the header, ends with a comma. */
final class CsvDump implements Form.Dump {
  private static final String DIVIDER = "-";

  @Override
  public void begin(StringBuilder out) {
    out.append("# ");
    for (Column column : Column.values()) {
      out.append(column.text()).append(',');
      if (column == Column.LAST_FIXED) {
        out.append(DIVIDER).append(',');
      }
    }
    out.append('\n');
  }

  @Override
  public void row(Row row, StringBuilder out) {
    for (Column column : Column.values()) {
      String value = row.get(column);
      if (value != null) {
        out.append(quoted(value));
      }
      out.append(',');
      if (column == Column.LAST_FIXED) {
        out.append(DIVIDER).append(',');
      }
    }
    out.append('\n');
  }

  /** As RFC 4180 has it. */
  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
