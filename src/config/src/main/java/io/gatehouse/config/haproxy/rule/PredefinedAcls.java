package io.gatehouse.config.haproxy.rule;

import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Position;
import io.gatehouse.config.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ACLs that every proxy has (manual section 7.4). */
final class PredefinedAcls {
  private static final Map<String, String> EXPRESSIONS =
      Map.ofEntries(
          Map.entry("TRUE", "always_true"),
          Map.entry("FALSE", "always_false"),
          Map.entry("LOCALHOST", "src 127.0.0.1/8 ::1"),
          Map.entry("HTTP", "req.proto_http"),
          Map.entry("HTTP_1.0", "req.ver 1.0"),
          Map.entry("HTTP_1.1", "req.ver 1.1"),
          Map.entry("HTTP_2.0", "req.ver 2.0"),
          Map.entry("HTTP_3.0", "req.ver 3.0"),
          Map.entry("METH_CONNECT", "method CONNECT"),
          Map.entry("METH_DELETE", "method DELETE"),
          Map.entry("METH_GET", "method GET HEAD"),
          Map.entry("METH_HEAD", "method HEAD"),
          Map.entry("METH_OPTIONS", "method OPTIONS"),
          Map.entry("METH_POST", "method POST"),
          Map.entry("METH_PUT", "method PUT"),
          Map.entry("METH_TRACE", "method TRACE"),
          Map.entry("HTTP_URL_ABS", "url_reg ^[^/:]*://"),
          Map.entry("HTTP_URL_SLASH", "url_beg /"),
          Map.entry("HTTP_URL_STAR", "url *"),
          Map.entry("HTTP_CONTENT", "req.hdr_val(content-length) gt 0"),
          Map.entry("RDP_COOKIE", "req.rdp_cookie_cnt gt 0"),
          Map.entry("REQ_CONTENT", "req.len gt 0"),
          Map.entry("WAIT_END", "wait_end"));

  private PredefinedAcls() {}

  static Set<String> names() {
    return EXPRESSIONS.keySet();
  }

  /** The words after the name; empty when there is no such ACL. */
  static List<String> words(String name) {
    String expression = EXPRESSIONS.get(name);
    return expression == null ? List.of() : List.of(expression.split(" "));
  }

  static Cursor cursor(List<String> words) {
    Position start = new Position("predefined ACL", 1, 0);
    List<Word> line = new ArrayList<>();
    int column = 1;
    for (String word : words) {
      line.add(new Word(word, start.column(column), word.length(), false));
      column += word.length() + 1;
    }
    return new Line(start, line, String.join(" ", words)).cursor(0, new Diagnostics());
  }
}
