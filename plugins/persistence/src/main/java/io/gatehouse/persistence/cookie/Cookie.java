package io.gatehouse.persistence.cookie;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.persist.SessionPersistencePlugin;
import io.gatehouse.persistence.cookie.CookieSpec.Mode;
import io.gatehouse.persistence.cookie.CookieSpec.Option;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads {@code cookie NAME …}. */
public final class Cookie implements SessionPersistencePlugin {
  static final String NAME = "cookie";

  private static final List<String> WORDS =
      List.of(
          "rewrite",
          "insert",
          "prefix",
          "indirect",
          "nocache",
          "postonly",
          "preserve",
          "httponly",
          "secure",
          "domain",
          "maxidle",
          "maxlife",
          "dynamic",
          "attr");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public CookieSpec parse(Arguments arguments) throws ArgumentException {
    return new Reading(arguments).read();
  }

  /** What is known of one line so far. */
  private static final class Reading {
    private final Arguments arguments;
    private final Set<Option> options = EnumSet.noneOf(Option.class);
    private final StringBuilder domains = new StringBuilder();
    private final StringBuilder attributes = new StringBuilder();
    private Mode mode = Mode.PASSIVE;
    private boolean httpOnly;
    private boolean secure;
    private int maxidle;
    private int maxlife;

    Reading(Arguments arguments) {
      this.arguments = arguments;
    }

    CookieSpec read() throws ArgumentException {
      String name = arguments.next("the name of a cookie");
      while (arguments.hasNext()) {
        word(arguments.next("an option"));
      }
      check();
      String fixed = (httpOnly ? "; HttpOnly" : "") + (secure ? "; Secure" : "");
      String all = "; path=/" + domains + fixed + attributes;
      return new CookieSpec(name, mode, options, all, maxidle, maxlife);
    }

    private void word(String word) throws ArgumentException {
      switch (word) {
        case "rewrite" -> mode(Mode.REWRITE);
        case "insert" -> mode(Mode.INSERT);
        case "prefix" -> mode(Mode.PREFIX);
        case "indirect" -> options.add(Option.INDIRECT);
        case "nocache" -> options.add(Option.NOCACHE);
        case "postonly" -> options.add(Option.POSTONLY);
        case "preserve" -> options.add(Option.PRESERVE);
        case "dynamic" -> options.add(Option.DYNAMIC);
        case "httponly" -> httpOnly = true;
        case "secure" -> secure = true;
        case "domain" -> domain();
        case "maxidle" -> maxidle = (int) arguments.seconds("an idle time").toSeconds();
        case "maxlife" -> maxlife = (int) arguments.seconds("a life time").toSeconds();
        case "attr" -> attribute();
        default -> throw arguments.unknown("'cookie' option", WORDS);
      }
    }

    private void mode(Mode wanted) throws ArgumentException {
      if (mode != Mode.PASSIVE && mode != wanted) {
        throw arguments.error("'rewrite', 'insert' and 'prefix' exclude each other");
      }
      mode = wanted;
    }

    private void domain() throws ArgumentException {
      String domain = arguments.next("a domain");
      if (domain.indexOf('.') < 0) {
        arguments.warn(
            "domain '%s' has no dot inside, clients may refuse it (RFC 6265 section 5.2.3)"
                .formatted(domain));
      }
      for (int i = 0; i < domain.length(); i++) {
        char c = domain.charAt(i);
        if (!(c < 128 && Character.isLetterOrDigit(c)) && "-_.".indexOf(c) < 0) {
          throw arguments.error("'%c' is not permitted in a domain".formatted(c));
        }
      }
      domains.append("; domain=").append(domain);
    }

    private void attribute() throws ArgumentException {
      String attribute = arguments.next("an attribute");
      for (int i = 0; i < attribute.length(); i++) {
        char c = attribute.charAt(i);
        if (Character.isISOControl(c) || c == ';') {
          throw arguments.error("an attribute cannot hold ';' or control characters");
        }
      }
      attributes.append("; ").append(attribute);
    }

    private void check() throws ArgumentException {
      boolean indirect = options.contains(Option.INDIRECT);
      if (mode == Mode.PREFIX && indirect) {
        arguments.warn(
            "'prefix' and 'indirect' do not go together: when the server changes its cookie,"
                + " clients do not get the new value");
      }
      if (mode == Mode.REWRITE && indirect) {
        throw arguments.error("'rewrite' and 'indirect' exclude each other");
      }
      if (options.contains(Option.PRESERVE) && mode != Mode.INSERT && !indirect) {
        throw arguments.error("'preserve' needs 'insert' or 'indirect'");
      }
    }
  }
}
