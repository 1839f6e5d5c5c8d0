package io.gatehouse.gateway.plugins;

/**
 * Where a plugin came from.
 *
 * @param jar file name of its jar; empty for built-ins
 * @param version {@code Implementation-Version} of the jar's manifest; empty where it has none
 */
record Origin(String jar, String version) {
  static final Origin BUILT_IN = new Origin("", "");

  boolean builtIn() {
    return jar.isEmpty();
  }

  @Override
  public String toString() {
    return builtIn() ? "built-in" : jar;
  }
}
