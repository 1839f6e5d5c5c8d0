package io.gatehouse.api;

import io.gatehouse.api.rule.Sample;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables by scope and name (manual section 2.8). A name is resolved to a {@link Name} once, when
 * the configuration is loaded; reading and writing then take no lookup by text. Scope {@code proc}
 * is shared by all event loops, the others belong to the exchange's.
 */
public interface Variables {

  /** How long a variable lives. */
  enum Scope {
    PROCESS,
    SESSION,
    TRANSACTION,
    REQUEST,
    RESPONSE,
    CHECK
  }

  /** A variable's name with its scope, such as {@code txn.user}. */
  record Name(Scope scope, String name) {
    private static final Pattern WRITTEN =
        Pattern.compile("(proc|sess|txn|req|res|check)\\.([A-Za-z0-9_.]+)");

    /** Reads {@code txn.user}; empty when the scope or a character is unknown. */
    public static Optional<Name> parse(String text) {
      Matcher match = WRITTEN.matcher(text);
      if (!match.matches()) {
        return Optional.empty();
      }
      Scope scope =
          switch (match.group(1)) {
            case "proc" -> Scope.PROCESS;
            case "sess" -> Scope.SESSION;
            case "txn" -> Scope.TRANSACTION;
            case "req" -> Scope.REQUEST;
            case "res" -> Scope.RESPONSE;
            default -> Scope.CHECK;
          };
      return Optional.of(new Name(scope, match.group(2)));
    }
  }

  /** Copies the value into {@code out}; false when it is not set. */
  boolean get(Name name, Sample out);

  /** Whether it was ever set, even where it is not set now; of scope {@code proc} all are. */
  boolean declared(Name name);

  /** Stores a copy of {@code value}. */
  void set(Name name, Sample value);

  void unset(Name name);
}
