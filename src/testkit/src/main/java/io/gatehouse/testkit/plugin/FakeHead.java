package io.gatehouse.testkit.plugin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.RequestHead;
import io.gatehouse.api.ResponseHead;
import io.gatehouse.api.rule.HeadEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A head made of text and edited as text; offsets are found anew after each edit. */
public final class FakeHead implements RequestHead, ResponseHead, HeadEditor {
  private record Line(String name, String value, boolean removed) {}

  private final List<Line> lines = new ArrayList<>();
  private String first;
  private String second;
  private String third;
  private boolean full;

  public FakeHead(String text) {
    String[] rows = text.split("\r?\n");
    String[] start = rows[0].split(" ", 3);
    first = start[0];
    second = start[1];
    third = start.length > 2 ? start[2] : "";
    for (int i = 1; i < rows.length; i++) {
      int colon = rows[i].indexOf(':');
      lines.add(new Line(rows[i].substring(0, colon), rows[i].substring(colon + 1).strip(), false));
    }
  }

  /** Of version 1.1 and without fields. */
  public static FakeHead request(String method, String uri) {
    return new FakeHead(method + " " + uri + " HTTP/1.1");
  }

  /** Of version 1.1 and without fields. */
  public static FakeHead response(int status) {
    return new FakeHead("HTTP/1.1 " + status);
  }

  /** Adds a field. */
  public FakeHead with(String name, String value) {
    lines.add(new Line(name, value, false));
    return this;
  }

  /** The values of all fields of this name. */
  public List<String> values(String name) {
    return lines.stream()
        .filter(line -> !line.removed && line.name.equalsIgnoreCase(name))
        .map(Line::value)
        .toList();
  }

  /** From now on there is no room for edits. */
  public void fill() {
    full = true;
  }

  /** The head as it would be sent. */
  public String text() {
    StringBuilder text = new StringBuilder(first + " " + second + " " + third + "\n");
    for (Line line : lines) {
      if (!line.removed) {
        text.append(line.name).append(": ").append(line.value).append('\n');
      }
    }
    return text.toString();
  }

  private String layout(int upTo) {
    StringBuilder text = new StringBuilder(first + second + third);
    for (int i = 0; i < upTo; i++) {
      text.append(lines.get(i).name).append(lines.get(i).value);
    }
    return text.toString();
  }

  @Override
  public byte[] bytes() {
    return layout(lines.size()).getBytes(ISO_8859_1);
  }

  @Override
  public int fields() {
    return lines.size();
  }

  @Override
  public boolean removed(int field) {
    return lines.get(field).removed;
  }

  @Override
  public int nameOffset(int field) {
    return layout(field).length();
  }

  @Override
  public int nameLength(int field) {
    return lines.get(field).name.length();
  }

  @Override
  public int valueOffset(int field) {
    return nameOffset(field) + nameLength(field);
  }

  @Override
  public int valueLength(int field) {
    return lines.get(field).value.length();
  }

  @Override
  public int find(byte[] lowerCaseName, int from) {
    String wanted = new String(lowerCaseName, ISO_8859_1);
    for (int i = from; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (!line.removed && line.name.toLowerCase(Locale.ROOT).equals(wanted)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int version() {
    String version = first.startsWith("HTTP/") ? first : third;
    return version.charAt(5) * 10 + version.charAt(7) - 11 * '0';
  }

  @Override
  public int methodOffset() {
    return 0;
  }

  @Override
  public int methodLength() {
    return first.length();
  }

  @Override
  public int uriOffset() {
    return first.length();
  }

  @Override
  public int uriLength() {
    return second.length();
  }

  private int pathFrom() {
    int scheme = second.indexOf("://");
    return scheme < 0 ? second.indexOf('/') == 0 ? 0 : -1 : second.indexOf('/', scheme + 3);
  }

  @Override
  public int pathOffset() {
    return pathFrom() < 0 ? -1 : first.length() + pathFrom();
  }

  @Override
  public int pathLength() {
    return pathEnd() - Math.max(0, pathFrom());
  }

  private int pathEnd() {
    int mark = second.indexOf('?');
    return mark < 0 ? second.length() : mark;
  }

  @Override
  public int queryOffset() {
    return first.length() + Math.min(second.length(), pathEnd() + 1);
  }

  @Override
  public int queryLength() {
    return Math.max(0, second.length() - pathEnd() - 1);
  }

  @Override
  public int status() {
    return Integer.parseInt(second);
  }

  @Override
  public int reasonOffset() {
    return first.length() + second.length();
  }

  @Override
  public int reasonLength() {
    return third.length();
  }

  private static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, ISO_8859_1);
  }

  @Override
  public boolean add(byte[] name, byte[] value, int offset, int length) {
    if (!full) {
      lines.add(new Line(new String(name, ISO_8859_1), text(value, offset, length), false));
    }
    return !full;
  }

  @Override
  public void remove(int field) {
    Line line = lines.get(field);
    lines.set(field, new Line(line.name, line.value, true));
  }

  @Override
  public boolean value(int field, byte[] value, int offset, int length) {
    if (!full) {
      lines.set(field, new Line(lines.get(field).name, text(value, offset, length), false));
    }
    return !full;
  }

  @Override
  public boolean method(byte[] value, int offset, int length) {
    first = text(value, offset, length);
    return true;
  }

  @Override
  public boolean uri(byte[] value, int offset, int length) {
    second = text(value, offset, length);
    return true;
  }

  @Override
  public boolean path(byte[] value, int offset, int length) {
    String before = second.substring(0, Math.max(0, pathFrom()));
    second = before + text(value, offset, length) + second.substring(pathEnd());
    return true;
  }

  @Override
  public boolean query(byte[] value, int offset, int length) {
    second =
        second.substring(0, pathEnd()) + (length == 0 ? "" : "?" + text(value, offset, length));
    return true;
  }

  @Override
  public boolean status(int status, byte[] reason, int offset, int length) {
    second = Integer.toString(status);
    third = text(reason, offset, length);
    return true;
  }
}
