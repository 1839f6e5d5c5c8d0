package io.gatehouse.gateway.runtime.statistics;

/** How lines are written. */
public enum Form {
  CSV(new CsvDump()),
  TYPED(new TypedDump()),
  JSON(new JsonDump());

  private final Dump dump;

  /** A way to write lines. */
  interface Dump {
    default void begin(StringBuilder out) {}

    void row(Row row, StringBuilder out);

    default void end(StringBuilder out) {}
  }

  Form(Dump dump) {
    this.dump = dump;
  }

  Dump dump() {
    return dump;
  }
}
