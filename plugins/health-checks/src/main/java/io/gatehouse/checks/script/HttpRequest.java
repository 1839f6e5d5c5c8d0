package io.gatehouse.checks.script;

import io.gatehouse.api.check.CheckScene;
import io.gatehouse.checks.talk.Replies;
import java.util.Map;

/** A request as it is sent, line and fields in HAProxy's order. */
record HttpRequest(HttpSend send, Script script, CheckScene scene) {

  byte[] bytes() {
    String version = send.version().isEmpty() ? "HTTP/1.0" : send.version();
    String uri = send.uri().now(scene);
    String body = send.body().now(scene);
    StringBuilder text = new StringBuilder();
    text.append(send.verb()).append(' ').append(uri.isEmpty() ? "/" : uri);
    text.append(' ').append(version).append("\r\n");
    Map<String, String> always = scene.fields();
    boolean connection = false;
    for (HttpSend.Field field : send.fields()) {
      String value = field.value().now(scene);
      if (!value.isEmpty() && !always.containsKey(field.name())) {
        connection |= field.name().equals("connection");
        field(text, field.name(), value);
      }
    }
    if (script.tellsState()) {
      field(text, "x-haproxy-server-state", scene.state());
    }
    if (!body.isEmpty() || send.tellsEmptyBody()) {
      field(text, "content-length", String.valueOf(body.length()));
    }
    if (!connection && version.equals("HTTP/1.1")) {
      field(text, "connection", "close");
    }
    always.forEach((name, value) -> field(text, name, value));
    return Replies.bytes(text.append("\r\n").append(body).toString());
  }

  private static void field(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append("\r\n");
  }
}
