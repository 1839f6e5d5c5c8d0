package io.gatehouse.persistence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.RequestHead;
import io.gatehouse.api.ResponseHead;
import io.gatehouse.api.rule.HeadEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A head of either kind in the simplest form that can be read and edited. */
final class FakeMessage implements RequestHead, ResponseHead, HeadEditor {
  private final String method;
  private final String uri;
  private final int status;
  private final List<Field> fields = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /** Where a value lies in the text; length -1 once the field is gone. */
  private record Field(String name, int offset, int length) {}

  private FakeMessage(String method, String uri, int status) {
    this.method = method;
    this.uri = uri;
    this.status = status;
    text.append(method).append(' ').append(uri).append(' ');
  }

  static FakeMessage request(String method, String uri) {
    return new FakeMessage(method, uri, 0);
  }

  static FakeMessage response(int status) {
    return new FakeMessage("", "", status);
  }

  FakeMessage with(String name, String value) {
    fields.add(field(name, value));
    return this;
  }

  private Field field(String name, String value) {
    text.append(value);
    return new Field(name, text.length() - value.length(), value.length());
  }

  /** The values of all fields of this name. */
  List<String> values(String name) {
    return fields.stream()
        .filter(field -> field.length >= 0 && field.name.equalsIgnoreCase(name))
        .map(field -> text.substring(field.offset, field.offset + field.length))
        .toList();
  }

  @Override
  public byte[] bytes() {
    return text.toString().getBytes(ISO_8859_1);
  }

  @Override
  public int fields() {
    return fields.size();
  }

  @Override
  public boolean removed(int field) {
    return fields.get(field).length < 0;
  }

  @Override
  public int nameOffset(int field) {
    throw new UnsupportedOperationException("names are found, not read");
  }

  @Override
  public int nameLength(int field) {
    return fields.get(field).name.length();
  }

  @Override
  public int valueOffset(int field) {
    return fields.get(field).offset;
  }

  @Override
  public int valueLength(int field) {
    return fields.get(field).length;
  }

  @Override
  public int find(byte[] lowerCaseName, int from) {
    String wanted = new String(lowerCaseName, ISO_8859_1);
    for (int i = from; i < fields.size(); i++) {
      Field field = fields.get(i);
      if (field.length >= 0 && field.name.toLowerCase(Locale.ROOT).equals(wanted)) {
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
    return method.length();
  }

  @Override
  public int uriOffset() {
    return method.length() + 1;
  }

  @Override
  public int uriLength() {
    return uri.length();
  }

  @Override
  public int pathOffset() {
    return uriOffset();
  }

  @Override
  public int pathLength() {
    return uri.length();
  }

  @Override
  public int queryOffset() {
    return uriOffset() + uri.length();
  }

  @Override
  public int queryLength() {
    return 0;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public int reasonOffset() {
    return 0;
  }

  @Override
  public int reasonLength() {
    return 0;
  }

  @Override
  public boolean add(byte[] name, byte[] value, int offset, int length) {
    with(new String(name, ISO_8859_1), new String(value, offset, length, ISO_8859_1));
    return true;
  }

  @Override
  public void remove(int field) {
    fields.set(field, new Field(fields.get(field).name, 0, -1));
  }

  @Override
  public boolean value(int field, byte[] value, int offset, int length) {
    String now = new String(value, offset, length, ISO_8859_1);
    fields.set(field, field(fields.get(field).name, now));
    return true;
  }

  @Override
  public boolean method(byte[] value, int offset, int length) {
    throw new UnsupportedOperationException("only fields are edited");
  }

  @Override
  public boolean uri(byte[] value, int offset, int length) {
    throw new UnsupportedOperationException("only fields are edited");
  }

  @Override
  public boolean path(byte[] value, int offset, int length) {
    throw new UnsupportedOperationException("only fields are edited");
  }

  @Override
  public boolean query(byte[] value, int offset, int length) {
    throw new UnsupportedOperationException("only fields are edited");
  }

  @Override
  public boolean status(int status, byte[] reason, int offset, int length) {
    throw new UnsupportedOperationException("only fields are edited");
  }
}
