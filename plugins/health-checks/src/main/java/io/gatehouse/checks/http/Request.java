package io.gatehouse.checks.http;

import io.gatehouse.checks.talk.Replies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The request of a check.
 *
 * @param body may be empty
 */
record Request(String method, String uri, String version, List<Field> fields, String body) {
  static final Request DEFAULT = new Request("OPTIONS", "/", "HTTP/1.0", List.of(), "");

  /** A header field; names are written in lower case, as HAProxy writes them. */
  record Field(String name, String value) {
    Field(String name, String value) {
      this.name = name.toLowerCase(Locale.ROOT);
      this.value = value;
    }
  }

  Request {
    fields = List.copyOf(fields);
  }

  Request at(String other) {
    return new Request(method, other, version, fields, body);
  }

  private boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name().equals(name));
  }

  /** As it is sent. Its length is always ours to tell. */
  byte[] bytes() {
    List<Field> all = new ArrayList<>(fields);
    all.removeIf(f -> f.name().equals("content-length") || f.name().equals("transfer-encoding"));
    if (!body.isEmpty()) {
      all.add(new Field("content-length", String.valueOf(Replies.bytes(body).length)));
    }
    if (version.equals("HTTP/1.1") && !has("connection")) {
      all.add(new Field("connection", "close"));
    }
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ').append(uri).append(' ').append(version).append("\r\n");
    for (Field field : all) {
      text.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return Replies.bytes(text.append("\r\n").append(body).toString());
  }
}
