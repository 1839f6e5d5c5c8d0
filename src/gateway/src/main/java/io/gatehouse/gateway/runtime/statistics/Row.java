package io.gatehouse.gateway.runtime.statistics;

import io.gatehouse.api.Surroundings;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of the statistics: the columns that its kind has. */
final class Row {
  private final Kind kind;
  private final int proxy;
  private final int server;
  private final Map<Column, String> values = new EnumMap<>(Column.class);

  /** What a line is about, with its number in the column {@code type}. */
  enum Kind {
    FRONTEND(0, "Frontend"),
    BACKEND(1, "Backend"),
    SERVER(2, "Server");

    private final int number;
    private final String word;

    Kind(int number, String word) {
      this.number = number;
      this.word = word;
    }

    int number() {
      return number;
    }

    String word() {
      return word;
    }

    char letter() {
      return word.charAt(0);
    }
  }

  Row(Kind kind, Surroundings.ProxyView proxy, String name, int server) {
    this.kind = kind;
    this.proxy = proxy.id();
    this.server = server;
    put(Column.PXNAME, proxy.name());
    put(Column.SVNAME, name);
    put(Column.PID, 1);
    put(Column.IID, proxy.id());
    put(Column.SID, server);
    put(Column.TYPE, kind.number());
  }

  Kind kind() {
    return kind;
  }

  int proxy() {
    return proxy;
  }

  int server() {
    return server;
  }

  Row put(Column column, String value) {
    values.put(column, value);
    return this;
  }

  Row put(Column column, long value) {
    return put(column, Long.toString(value));
  }

  /** Null when lines of this kind have no such column. */
  @Nullable String get(Column column) {
    return values.get(column);
  }
}
