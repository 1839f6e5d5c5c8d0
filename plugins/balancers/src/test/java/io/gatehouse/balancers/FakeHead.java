package io.gatehouse.balancers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.RequestHead;
import java.util.Locale;

/** A request's head cut by the simplest means. */
final class FakeHead implements RequestHead {
  private final String text;
  private final String[] lines;

  FakeHead(String text) {
    this.text = text;
    this.lines = text.split("\r\n");
  }

  @Override
  public byte[] bytes() {
    return text.getBytes(ISO_8859_1);
  }

  @Override
  public int fields() {
    return lines.length - 1;
  }

  @Override
  public boolean removed(int field) {
    return false;
  }

  @Override
  public int nameOffset(int field) {
    int offset = 0;
    for (int i = 0; i <= field; i++) {
      offset += lines[i].length() + 2;
    }
    return offset;
  }

  @Override
  public int nameLength(int field) {
    return lines[field + 1].indexOf(':');
  }

  @Override
  public int valueOffset(int field) {
    String line = lines[field + 1];
    int value = line.indexOf(':') + 1;
    while (value < line.length() && line.charAt(value) == ' ') {
      value++;
    }
    return nameOffset(field) + value;
  }

  @Override
  public int valueLength(int field) {
    return lines[field + 1].substring(nameLength(field) + 1).strip().length();
  }

  @Override
  public int find(byte[] lowerCaseName, int from) {
    String name = new String(lowerCaseName, ISO_8859_1);
    for (int i = from; i < fields(); i++) {
      String own = lines[i + 1].substring(0, nameLength(i));
      if (own.toLowerCase(Locale.ROOT).equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int version() {
    return 11;
  }

  @Override
  public int methodOffset() {
    return 0;
  }

  @Override
  public int methodLength() {
    return text.indexOf(' ');
  }

  @Override
  public int uriOffset() {
    return methodLength() + 1;
  }

  @Override
  public int uriLength() {
    return text.indexOf(' ', uriOffset()) - uriOffset();
  }

  @Override
  public int pathOffset() {
    String uri = text.substring(uriOffset(), uriOffset() + uriLength());
    int authority = uri.indexOf("://");
    int slash = uri.indexOf('/', authority < 0 ? 0 : authority + 3);
    return slash < 0 ? -1 : uriOffset() + slash;
  }

  @Override
  public int pathLength() {
    int question = text.indexOf('?', uriOffset());
    int end = uriOffset() + uriLength();
    return (question < 0 || question > end ? end : question) - pathOffset();
  }

  @Override
  public int queryOffset() {
    return pathOffset() + pathLength() + 1;
  }

  @Override
  public int queryLength() {
    return Math.max(0, uriOffset() + uriLength() - queryOffset());
  }
}
