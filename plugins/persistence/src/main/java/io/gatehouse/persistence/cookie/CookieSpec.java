package io.gatehouse.persistence.cookie;

import io.gatehouse.api.persist.PersistenceSetup;
import io.gatehouse.api.persist.SessionPersistence;
import io.gatehouse.api.persist.SessionPersistenceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One {@code cookie} line (manual section 4.2).
 *
 * @param attributes what follows the value of an inserted cookie and its date, {@code ; path=/}
 *     included
 * @param maxidle seconds; 0 is without limit
 * @param maxlife seconds; 0 is without limit
 */
record CookieSpec(
    String cookie, Mode mode, Set<Option> options, String attributes, int maxidle, int maxlife)
    implements SessionPersistenceSpec {

  /** What is done with the cookie. */
  enum Mode {
    /** It is looked at only. */
    PASSIVE,
    INSERT,
    PREFIX,
    REWRITE
  }

  enum Option {
    INDIRECT,
    NOCACHE,
    POSTONLY,
    PRESERVE,
    DYNAMIC
  }

  CookieSpec {
    options = Set.copyOf(options);
  }

  @Override
  public String name() {
    return Cookie.NAME;
  }

  @Override
  public int rank() {
    return COOKIES;
  }

  boolean is(Option option) {
    return options.contains(option);
  }

  @Override
  public String label() {
    return cookie;
  }

  /** Whether the log shows what became of it. */
  boolean logged() {
    return mode != Mode.PASSIVE || is(Option.INDIRECT);
  }

  @Override
  public List<String> doubts(List<ServerFacts> servers, PersistenceSetup setup) {
    List<String> doubts = new ArrayList<>();
    boolean keyed = !setup.dynamicKey().isEmpty();
    if (is(Option.DYNAMIC) && !keyed) {
      doubts.add("'dynamic' makes no cookies without 'dynamic-cookie-key'");
    }
    List<String> without =
        servers.stream().filter(s -> s.cookie().isEmpty()).map(ServerFacts::name).toList();
    if (is(Option.DYNAMIC) && keyed || without.isEmpty()) {
      return doubts;
    }
    if (without.size() == servers.size()) {
      doubts.add(
          "no session sticks: 'cookie %s' is set, but no server has a 'cookie' value"
              .formatted(cookie));
    } else {
      doubts.add(
          "sessions do not stick to %s, which %s no 'cookie' value"
              .formatted(
                  String.join(", ", without.stream().map(name -> "'" + name + "'").toList()),
                  without.size() == 1 ? "has" : "have"));
    }
    return doubts;
  }

  @Override
  public SessionPersistence create(PersistenceSetup setup) {
    return new CookiePersistence(this, setup);
  }
}
