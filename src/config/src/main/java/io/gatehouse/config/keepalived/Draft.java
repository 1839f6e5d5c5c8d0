package io.gatehouse.config.keepalived;

import io.gatehouse.config.text.Span;
import java.util.HashMap;
import java.util.Map;

/** A section being read: who it is and where each keyword stood. */
class Draft {
  final String kind;
  final String name;
  final Span header;
  private final Map<String, Span> given = new HashMap<>();

  Draft(String kind, String name, Span header) {
    this.kind = kind;
    this.name = name;
    this.header = header;
  }

  boolean has(String keyword) {
    return given.containsKey(keyword);
  }

  /** Where the keyword stood; the section itself when it was not given. */
  Span at(String keyword) {
    return given.getOrDefault(keyword, header);
  }

  void put(String keyword, Span at) {
    given.put(keyword, at);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? "'" + kind + "'" : "'" + kind + " " + name + "'";
  }
}
