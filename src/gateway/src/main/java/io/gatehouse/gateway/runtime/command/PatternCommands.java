package io.gatehouse.gateway.runtime.command;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.dataplane.route.PatternFileList;
import io.gatehouse.dataplane.route.PatternLookup;
import io.gatehouse.model.StatsSocket.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Entries of ACLs and of maps: both are lists, a map's entries have values. */
final class PatternCommands implements CommandFamily {
  private final Kind kind;
  private final PatternPlaces places;
  private final PatternChanges changes;

  /** Which of the two is spoken of. */
  enum Kind {
    ACL("acl", "ACL"),
    MAP("map", "map");

    private final String word;
    private final String title;

    Kind(String word, String title) {
      this.word = word;
      this.title = title;
    }

    String word() {
      return word;
    }

    String title() {
      return title;
    }
  }

  PatternCommands(RunningGateway gateway, Kind kind) {
    this.kind = kind;
    this.places = new PatternPlaces(gateway, kind);
    this.changes = new PatternChanges(places, kind);
  }

  @Override
  public List<Command> commands() {
    String what = "<" + kind.word + ">";
    boolean map = kind == Kind.MAP;
    List<Command> commands = new ArrayList<>();
    commands.add(
        command("show", "[@<ver>] [" + what + "]", "the lists, or what is in one", this::show));
    commands.add(command("get", what + " <value>", "what a value finds in a list", this::get));
    commands.add(
        command(
            "add",
            "[@<ver>] " + what + (map ? " <key> <value>" : " <pattern>"),
            "a further entry" + (map ? ", or several as payload" : ""),
            changes::add));
    commands.add(command("del", what + " <key>|#<ref>", "remove entries", changes::delete));
    commands.add(command("clear", "[@<ver>] " + what, "remove all entries", changes::clear));
    commands.add(command("prepare", what, "begin a new version", changes::prepare));
    commands.add(command("commit", "@<ver> " + what, "make a version valid", changes::commit));
    if (map) {
      commands.add(command("set", what + " <key>|#<ref> <value>", "another value", changes::set));
    }
    return commands;
  }

  private Command command(String verb, String arguments, String meaning, Command.Action action) {
    boolean reads = verb.equals("show") || verb.equals("get");
    Level level = reads ? Level.USER : Level.ADMIN;
    return Command.of(verb + " " + kind.word, level, arguments, meaning, action);
  }

  private void show(Request request, Connection connection, Answer answer) {
    PatternPlaces.Versioned asked = places.version(request, answer);
    if (asked == null) {
      return;
    }
    if (asked.name().isEmpty()) {
      places.list(answer);
      return;
    }
    PatternFileList list = places.find(asked.name(), answer);
    if (list != null) {
      List<PatternFileList.Entry> entries =
          asked.version() == PatternPlaces.CURRENT
              ? list.entries()
              : places.drafts(list).entries(asked.version());
      entries.forEach(entry -> answer.print(line(entry)));
    }
  }

  /** An entry has a number where HAProxy shows its place in memory. */
  private String line(PatternFileList.Entry entry) {
    String value = kind == Kind.MAP ? " " + entry.value() : "";
    return String.format(Locale.ROOT, "0x%012x %s%s\n", entry.serial(), entry.key(), value);
  }

  private void get(Request request, Connection connection, Answer answer) {
    if (request.word(2).isEmpty() || request.word(3).isEmpty()) {
      answer.error("Missing " + kind.title + " identifier and/or key.\n");
      return;
    }
    PatternFileList list = places.find(request.word(2), answer);
    if (list != null) {
      answer.print(found(list.lookup(request.word(3))));
    }
  }

  private String found(PatternLookup lookup) {
    String method = lookup.method().name().toLowerCase(Locale.ROOT);
    String sensitive = lookup.ignoreCase() ? "insensitive" : "sensitive";
    PatternFileList.@Nullable Entry entry = lookup.entry();
    boolean map = kind == Kind.MAP;
    String found = map ? "found" : "match";
    StringBuilder text = new StringBuilder("type=").append(method);
    text.append(", case=").append(sensitive).append(", ").append(found);
    if (entry == null) {
      return text.append("=no\n").toString();
    }
    text.append("=yes, idx=").append(indexed(lookup) ? "tree" : "list");
    text.append(map ? ", key=\"" : ", pattern=\"").append(entry.key()).append('"');
    if (map) {
      text.append(", value=\"").append(entry.value()).append("\", type=\"str\"");
    }
    return text.append('\n').toString();
  }

  private static boolean indexed(PatternLookup lookup) {
    return switch (lookup.method()) {
      case STR, BEG -> !lookup.ignoreCase();
      case IP -> true;
      case FOUND, BOOL, INT, BIN, LEN, SUB, DIR, DOM, END, REG -> false;
    };
  }

  /** An argument that a list cannot take. */
  static void refused(ArgumentException bad, Answer answer) {
    answer.error(bad.getMessage() + ".\n");
  }
}
