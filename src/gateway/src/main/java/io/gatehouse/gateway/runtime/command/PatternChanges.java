package io.gatehouse.gateway.runtime.command;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.dataplane.route.PatternFileList;
import org.jspecify.annotations.Nullable;

/** What changes a list. */
final class PatternChanges {
  private final PatternPlaces places;
  private final PatternCommands.Kind kind;

  PatternChanges(PatternPlaces places, PatternCommands.Kind kind) {
    this.places = places;
    this.kind = kind;
  }

  private boolean map() {
    return kind == PatternCommands.Kind.MAP;
  }

  void add(Request request, Connection connection, Answer answer) {
    PatternPlaces.Versioned asked = places.version(request, answer);
    if (asked == null) {
      return;
    }
    String key = request.word(asked.rest());
    String value = request.word(asked.rest() + 1);
    boolean payload = map() && !request.payload().isEmpty() && key.isEmpty();
    if (asked.name().isEmpty() || (!payload && (key.isEmpty() || (map() && value.isEmpty())))) {
      answer.error(
          map()
              ? "'add map' expects three parameters (map identifier, key and value) or one"
                  + " parameter (map identifier) and a payload\n"
              : "'add acl' expects two parameters: ACL identifier and pattern.\n");
      return;
    }
    PatternFileList list = places.find(asked.name(), answer);
    if (list == null || !writable(list, asked.version(), answer)) {
      return;
    }
    try {
      if (payload) {
        for (String line : request.payload().lines().filter(l -> !l.isBlank()).toList()) {
          String[] parts = line.strip().split("[ \t]+", 2);
          add(list, asked.version(), parts[0], parts.length > 1 ? parts[1] : "");
        }
      } else {
        add(list, asked.version(), key, map() ? value : "");
      }
    } catch (ArgumentException bad) {
      PatternCommands.refused(bad, answer);
    }
  }

  private boolean writable(PatternFileList list, int version, Answer answer) {
    if (version == PatternPlaces.CURRENT || places.drafts(list).open(version)) {
      return true;
    }
    answer.error(
        version > places.drafts(list).next()
            ? "Version number in the future, please use 'prepare " + kind.word() + "' before.\n"
            : "Version number in the past.\n");
    return false;
  }

  private void add(PatternFileList list, int version, String key, String value)
      throws ArgumentException {
    if (version == PatternPlaces.CURRENT) {
      list.add(key, value);
    } else {
      list.check(key);
      places.drafts(list).add(version, key, value);
    }
  }

  void delete(Request request, Connection connection, Answer answer) {
    String key = request.word(3);
    if (request.word(2).isEmpty() || key.isEmpty()) {
      answer.error(
          "This command expects two parameters: " + kind.title() + " identifier and key.\n");
      return;
    }
    PatternFileList list = places.find(request.word(2), answer);
    if (list == null) {
      return;
    }
    long number = number(key);
    boolean gone = number >= 0 ? list.remove(null, number) : list.remove(key, -1);
    if (!gone) {
      answer.error("Key not found.\n");
    }
  }

  /** The number of {@code #0x1f}; -1 when the word is no number. */
  private static long number(String word) {
    return word.matches("#0x[0-9a-fA-F]{1,15}") ? Long.parseLong(word.substring(3), 16) : -1;
  }

  void set(Request request, Connection connection, Answer answer) {
    String key = request.word(3);
    if (request.word(2).isEmpty() || key.isEmpty() || request.word(4).isEmpty()) {
      answer.error("'set map' expects three parameters: map identifier, key and value.\n");
      return;
    }
    PatternFileList list = places.find(request.word(2), answer);
    if (list != null && !list.set(named(list, key), request.word(4))) {
      answer.error("entry not found.\n");
    }
  }

  private static String named(PatternFileList list, String key) {
    long number = number(key);
    PatternFileList.@Nullable Entry found =
        list.entries().stream().filter(entry -> entry.serial() == number).findFirst().orElse(null);
    return found == null ? key : found.key();
  }

  void clear(Request request, Connection connection, Answer answer) {
    PatternPlaces.Versioned asked = places.version(request, answer);
    if (asked == null) {
      return;
    }
    if (asked.name().isEmpty()) {
      answer.error("Missing " + kind.title() + " identifier.\n");
      return;
    }
    PatternFileList list = places.find(asked.name(), answer);
    if (list != null && writable(list, asked.version(), answer)) {
      if (asked.version() == PatternPlaces.CURRENT) {
        list.clear();
      } else {
        places.drafts(list).clear(asked.version());
      }
    }
  }

  void prepare(Request request, Connection connection, Answer answer) {
    PatternFileList list = places.find(request.word(2), answer);
    if (list != null) {
      answer.message(Severity.INFO, "New version created: " + places.drafts(list).prepare() + "\n");
    }
  }

  void commit(Request request, Connection connection, Answer answer) {
    if (!request.word(2).startsWith("@")) {
      answer.error("Missing version number.\n");
      return;
    }
    PatternPlaces.Versioned asked = places.version(request, answer);
    PatternFileList list = asked == null ? null : places.find(asked.name(), answer);
    if (asked == null || list == null) {
      return;
    }
    if (!places.drafts(list).open(asked.version())) {
      answer.error("Version number out of range.\n");
      return;
    }
    try {
      places.drafts(list).commit(asked.version(), list);
    } catch (ArgumentException bad) {
      PatternCommands.refused(bad, answer);
    }
  }
}
