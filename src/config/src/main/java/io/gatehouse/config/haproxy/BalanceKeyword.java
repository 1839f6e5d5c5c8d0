package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.balance.BalancerSpec;
import io.gatehouse.api.balance.HashSettings;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code balance} and how hashes become servers. */
final class BalanceKeyword implements KeywordFamily {
  @Override
  public Map<String, Set<SectionKind>> keywords() {
    return Map.of(
        "balance", SectionKind.SERVER,
        "hash-type", SectionKind.SERVER,
        "hash-balance-factor", SectionKind.SERVER,
        "hash-preserve-affinity", SectionKind.SERVER);
  }

  @Override
  public void parse(Statement s) throws ArgumentException {
    switch (s.keyword()) {
      case "balance" -> balance(s);
      case "hash-type" -> hashType(s);
      case "hash-preserve-affinity" -> affinity(s);
      default -> factor(s);
    }
  }

  private static void balance(Statement s) throws ArgumentException {
    Cursor cursor = s.cursor();
    String word = cursor.next("an algorithm");
    int open = word.indexOf('(');
    // "hdr(name)", "rdp-cookie(name)" and "random(draws)" carry an argument in the word itself.
    String name = open < 0 ? word : word.substring(0, open);
    Optional<BalancerPlugin> plugin = s.context().vocabulary().balancer(name);
    if (plugin.isEmpty()) {
      throw cursor.unknown("balance algorithm", s.context().vocabulary().balancers());
    }
    Cursor arguments = open < 0 ? cursor : split(s, word, open);
    BalancerSpec spec = plugin.get().parse(arguments);
    arguments.end();
    s.set(ProxySettings.BALANCE, spec);
  }

  /** A cursor for which {@code hdr(name)} is the two words {@code hdr} and {@code name}. */
  static Cursor split(Statement s, String word, int open) throws ArgumentException {
    if (!word.endsWith(")")) {
      throw s.cursor().error("missing ')' in '%s'".formatted(word));
    }
    Line line = s.cursor().line();
    int index = s.cursor().index() - 1;
    Word whole = line.word(index);
    List<Word> words = new ArrayList<>(line.words());
    String argument = word.substring(open + 1, word.length() - 1);
    words.set(index, new Word(word.substring(0, open), whole.position(), open, whole.quoted()));
    if (!argument.isEmpty()) {
      int column = whole.column() + open + 1;
      words.add(
          index + 1,
          new Word(argument, whole.position().column(column), argument.length(), whole.quoted()));
    }
    return new Line(line.start(), words, line.source())
        .cursor(index + 1, s.context().diagnostics(), s.context().languages());
  }

  private static void factor(Statement s) throws ArgumentException {
    int value = (int) s.cursor().integer("a percentage", 0, 65_535);
    s.cursor().end();
    if (value > 0 && value <= 100) {
      throw s.cursor().error("'hash-balance-factor' must be 0 or greater than 100");
    }
    s.set(ProxySettings.HASH_FACTOR, value);
  }

  private static void affinity(Statement s) throws ArgumentException {
    String word = s.cursor().next("'always', 'maxconn' or 'maxqueue'");
    HashSettings.Affinity affinity =
        switch (word) {
          case "always" -> HashSettings.Affinity.ALWAYS;
          case "maxconn" -> HashSettings.Affinity.MAXCONN;
          case "maxqueue" -> HashSettings.Affinity.MAXQUEUE;
          default -> throw s.cursor().unknown("affinity", List.of("always", "maxconn", "maxqueue"));
        };
    s.cursor().end();
    s.set(ProxySettings.AFFINITY, affinity);
  }

  private static void hashType(Statement s) throws ArgumentException {
    Cursor cursor = s.cursor();
    HashSettings.Method method =
        switch (cursor.next("'map-based' or 'consistent'")) {
          case "map-based" -> HashSettings.Method.MAP_BASED;
          case "consistent" -> HashSettings.Method.CONSISTENT;
          case "avalanche" ->
              throw cursor.error(
                  "'hash-type avalanche' was removed: use 'hash-type map-based sdbm avalanche'");
          default -> throw cursor.unknown("hash type", List.of("map-based", "consistent"));
        };
    HashSettings.Function function = HashSettings.Function.SDBM;
    boolean avalanche = method == HashSettings.Method.CONSISTENT;
    if (cursor.hasNext()) {
      function = function(cursor);
      avalanche = cursor.accept("avalanche");
    }
    cursor.end();
    s.set(
        ProxySettings.HASH,
        new HashSettings(method, function, avalanche, 0, HashSettings.Affinity.ALWAYS));
  }

  private static HashSettings.Function function(Cursor cursor) throws ArgumentException {
    return switch (cursor.next("a hash function")) {
      case "sdbm" -> HashSettings.Function.SDBM;
      case "djb2" -> HashSettings.Function.DJB2;
      case "wt6" -> HashSettings.Function.WT6;
      case "crc32" -> HashSettings.Function.CRC32;
      case "none" -> HashSettings.Function.NONE;
      default ->
          throw cursor.unknown("hash function", List.of("sdbm", "djb2", "wt6", "crc32", "none"));
    };
  }
}
