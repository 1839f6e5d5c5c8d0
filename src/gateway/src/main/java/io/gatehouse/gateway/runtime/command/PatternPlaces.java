package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.route.PatternFileList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds lists by number or name, and the versions of them that are being prepared. */
final class PatternPlaces {
  /** What traffic sees now. */
  static final int CURRENT = -1;

  private final RunningGateway gateway;
  private final PatternCommands.Kind kind;
  private final Map<Integer, PatternDrafts> drafts = new ConcurrentHashMap<>();

  /**
   * A list as it is asked for.
   *
   * @param rest where the words behind its name begin
   */
  record Versioned(int version, String name, int rest) {}

  PatternPlaces(RunningGateway gateway, PatternCommands.Kind kind) {
    this.gateway = gateway;
    this.kind = kind;
  }

  /** Reads {@code [@version] name}; null behind an answer. */
  @Nullable Versioned version(Request request, Answer answer) {
    String word = request.word(2);
    if (!word.startsWith("@")) {
      return new Versioned(CURRENT, word, 3);
    }
    Numbers.Leading number = Numbers.leading(word.substring(1));
    if (number.digits().isEmpty() || !number.rest().isEmpty()) {
      answer.error("Invalid version number.\n");
      return null;
    }
    return new Versioned((int) number.value(), request.word(3), 4);
  }

  @Nullable PatternFileList find(String name, Answer answer) {
    PatternFileList list = gateway.plane().patterns().find(name).orElse(null);
    if (list == null || !mine(list)) {
      answer.error("Unknown " + kind.title() + " identifier. Please use #<id> or <file>.\n");
      return null;
    }
    return list;
  }

  private boolean mine(PatternFileList list) {
    return kind == PatternCommands.Kind.MAP ? list.map() : list.acl() || !list.map();
  }

  PatternDrafts drafts(PatternFileList list) {
    return drafts.computeIfAbsent(list.reference().id(), id -> new PatternDrafts());
  }

  /** All lists of this kind. */
  void list(Answer answer) {
    answer.print("# id (file) description\n");
    for (PatternFileList list : gateway.plane().patterns().all()) {
      if (mine(list)) {
        PatternDrafts versions = drafts(list);
        String name = list.reference().name();
        answer
            .print(list.reference().id() + " (" + name + ") ")
            .print(name.isEmpty() ? kind.word() : "pattern loaded from file '" + name + "'")
            .print(name.isEmpty() ? "." : " used by " + kind.word() + ".")
            .print(" curr_ver=" + versions.current() + " next_ver=" + versions.next())
            .print(" entry_cnt=" + list.entries().size() + "\n");
      }
    }
  }
}
