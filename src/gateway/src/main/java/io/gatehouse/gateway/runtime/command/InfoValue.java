package io.gatehouse.gateway.runtime.command;

import io.gatehouse.gateway.runtime.statistics.Tags;

/**
 * One line of {@code show info}.
 *
 * @param position its number in typed answers: some of HAProxy's are never shown
 * @param kind tags and type, such as {@code MCP:u64}
 */
record InfoValue(int position, String name, String kind, String value) {
  private static final int TYPE = 4;

  String plain() {
    return name + ": " + value + "\n";
  }

  String typed() {
    return position + "." + name + ".1:" + kind + ":" + value + "\n";
  }

  String json() {
    return "{\"field\":{\"pos\":"
        + position
        + ",\"name\":\""
        + name
        + "\"},\"processNum\":1,"
        + Tags.json(kind)
        + ","
        + Tags.value(kind.substring(TYPE), value)
        + "}";
  }
}
