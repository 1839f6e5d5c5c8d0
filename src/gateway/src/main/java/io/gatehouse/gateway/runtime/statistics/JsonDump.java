package io.gatehouse.gateway.runtime.statistics;

/** A list of lists of values, on one line. */
final class JsonDump implements Form.Dump {
  @Override
  public void begin(StringBuilder out) {
    out.append('[');
  }

  @Override
  public void row(Row row, StringBuilder out) {
    if (out.charAt(out.length() - 1) == ']') {
      out.append(',');
    }
    char before = '[';
    for (Column column : Column.values()) {
      String value = row.get(column);
      if (value != null) {
        out.append(before).append("{\"objType\":\"").append(row.kind().word());
        out.append("\",\"proxyId\":").append(row.proxy()).append(",\"id\":").append(row.server());
        out.append(",\"field\":{\"pos\":").append(column.position()).append(",\"name\":\"");
        out.append(column.text()).append("\"},\"processNum\":1,");
        out.append(Tags.json(column.tags(row.kind()))).append(',');
        out.append(Tags.value(column.type().text(), value)).append('}');
        before = ',';
      }
    }
    out.append(']');
  }

  @Override
  public void end(StringBuilder out) {
    out.append("]\n");
  }
}
