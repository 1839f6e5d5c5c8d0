package io.gatehouse.config.haproxy.rule;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.Expression;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.FormatCompiler;
import io.gatehouse.api.rule.FormatSource;
import io.gatehouse.api.rule.MapTable;
import io.gatehouse.api.rule.PatternReference;
import io.gatehouse.api.rule.Reply;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.rule.UserList;
import io.gatehouse.api.table.TableReference;
import io.gatehouse.config.Vocabulary;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Languages;
import io.gatehouse.config.text.Span;
import io.gatehouse.model.PatternSyntax;
import io.gatehouse.model.Patterns;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Sample expressions and log-format strings as the plugins know them. */
public final class RuleLanguages implements Languages {
  private static final PatternSyntax LATER = PatternReader::later;

  private final ExpressionParser expressions;
  private final FormatCompiler formats;
  private final Map<String, Map<Integer, Reply>> httpErrors = new HashMap<>();
  private final Map<String, UserList> userLists = new LinkedHashMap<>();
  private final Set<String> namedServers = new HashSet<>();
  private final Map<String, Span> resolvers = new LinkedHashMap<>();
  private final MapFiles maps;
  private final TableUses tables = new TableUses();
  private String section = "";

  public RuleLanguages(Vocabulary vocabulary, FormatCompiler formats, PatternIds ids) {
    this.expressions = new ExpressionParser(vocabulary);
    this.formats = formats;
    this.maps = new MapFiles(ids);
  }

  /** The section that is being read, whose stick table need not be named; empty for none. */
  public void section(String name) {
    section = name;
  }

  /** Where stick tables are named. */
  public TableUses tableUses() {
    return tables;
  }

  @Override
  public TableReference table(Cursor cursor, String name, SampleType key) throws ArgumentException {
    String table = name.isEmpty() ? section : name;
    if (table.isEmpty()) {
      throw cursor.error("a stick table must be named here");
    }
    tables.add(table, key, cursor.span());
    return new TableReference(table);
  }

  /** Makes a {@code userlist} section known; false when its name is taken. */
  public boolean addUserList(UserList list) {
    return userLists.putIfAbsent(list.name(), list) == null;
  }

  @Override
  public UserList userList(Cursor cursor, String name) throws ArgumentException {
    UserList list = userLists.get(name);
    if (list == null) {
      throw cursor.error(
          "no userlist is named '%s'%s"
              .formatted(name, userLists.isEmpty() ? "" : ", there are " + userLists.keySet()));
    }
    return list;
  }

  /** The maps that were read so far, and how patterns are read later. */
  public Patterns patterns() {
    return new Patterns(maps.all(), LATER);
  }

  @Override
  public MapTable map(Cursor cursor, String name, MapKind kind) throws ArgumentException {
    return maps.read(cursor, name, kind);
  }

  @Override
  public PatternReference patterns(Cursor cursor, String name) {
    return maps.reference(name);
  }

  @Override
  public void resolvers(Cursor cursor, String name) {
    resolvers.putIfAbsent(name, cursor.span());
  }

  /** The {@code resolvers} sections that rules ask, with the first place of each. */
  public Map<String, Span> askedResolvers() {
    return Collections.unmodifiableMap(resolvers);
  }

  @Override
  public void speaksOf(String server) {
    namedServers.add(server);
  }

  /** The servers that expressions read so far speak of, as they were written. */
  public Set<String> namedServers() {
    return Set.copyOf(namedServers);
  }

  @Override
  public Expression expression(Cursor cursor) throws ArgumentException {
    Expression expression = expressions.parse(cursor);
    cursor.check(expression, 0);
    return expression;
  }

  @Override
  public Format format(Cursor cursor, String expected) throws ArgumentException {
    return format(cursor, expected, Format.Use.HTTP);
  }

  /** Takes one word that is a log-format string, written as {@code use} asks. */
  public Format format(Cursor cursor, String expected, Format.Use use) throws ArgumentException {
    return formats.compile(new Source(cursor, cursor.next(expected)), use);
  }

  /** Makes an {@code http-errors} section known; false when its name is taken. */
  public boolean define(String name, Map<Integer, Reply> pages) {
    return httpErrors.putIfAbsent(name, Map.copyOf(pages)) == null;
  }

  @Override
  public Map<Integer, Reply> httpErrors(Cursor cursor) throws ArgumentException {
    String name = cursor.next("the name of an 'http-errors' section");
    Map<Integer, Reply> pages = httpErrors.get(name);
    if (pages == null) {
      throw cursor.unknown("'http-errors' section", httpErrors.keySet());
    }
    return pages;
  }

  /** A word that is a log-format string. */
  private final class Source implements FormatSource {
    private final Cursor cursor;
    private final String text;
    private int end;

    Source(Cursor cursor, String text) {
      this.cursor = cursor;
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }

    @Override
    public Expression expression(int from) throws ArgumentException {
      ExpressionParser.Part part = expressions.parsePart(cursor, text, from);
      end = part.end();
      cursor.check(part.expression(), from);
      return part.expression();
    }

    @Override
    public int end() {
      return end;
    }

    @Override
    public ArgumentException error(int from, int length, String message) {
      return cursor.error(from, length, message);
    }

    @Override
    public void warn(int from, int length, String message) {
      cursor.warn(message);
    }
  }
}
