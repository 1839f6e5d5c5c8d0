package io.gatehouse.gateway.runtime.statistics;

/** A line for each value, with what kind of value it is (management guide section 9.2). */
final class TypedDump implements Form.Dump {
  @Override
  public void row(Row row, StringBuilder out) {
    for (Column column : Column.values()) {
      String value = row.get(column);
      if (value != null) {
        out.append(row.kind().letter()).append('.').append(row.proxy()).append('.');
        out.append(row.server()).append('.').append(column.position()).append('.');
        out.append(column.text()).append(".1:").append(column.tags(row.kind())).append(':');
        out.append(column.type().text()).append(':').append(value).append('\n');
      }
    }
  }
}
