package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.rule.UserList;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.config.text.Line;
import io.gatehouse.config.text.Section;
import io.gatehouse.config.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code userlist} sections (manual section 12.2): users, passwords and groups. */
final class UserLists {
  static final String SECTION = "userlist";

  private final Diagnostics diagnostics;
  private final Map<String, User> users = new LinkedHashMap<>();
  private final Map<String, List<String>> groups = new LinkedHashMap<>();

  private record User(String password, boolean encrypted, List<String> groups, Span at) {}

  private UserLists(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Makes the section's list known to expressions. */
  static void read(Section section, LoadContext context) {
    Line header = section.header();
    if (header.size() < 2) {
      context.diagnostics().error(header.span(1), "'userlist' expects a name");
      return;
    }
    UserLists lists = new UserLists(context.diagnostics());
    section.lines().forEach(lists::line);
    if (!context.languages().addUserList(lists.build(header.text(1)))) {
      context
          .diagnostics()
          .error(header.span(1), "userlist '%s' exists already".formatted(header.text(1)));
    }
  }

  private void line(Line line) {
    Cursor cursor = line.cursor(1, diagnostics);
    try {
      switch (line.keyword()) {
        case "user" -> user(cursor);
        case "group" -> group(cursor);
        default ->
            throw line.cursor(1, diagnostics)
                .unknown("keyword in 'userlist' section", List.of("user", "group"));
      }
    } catch (ArgumentException problem) {
      cursor.report(problem);
    }
  }

  private void user(Cursor cursor) throws ArgumentException {
    String name = cursor.next("the name of a user");
    Span at = cursor.span();
    String password = "";
    boolean encrypted = true;
    List<String> members = List.of();
    while (cursor.hasNext()) {
      switch (cursor.next("'password', 'insecure-password' or 'groups'")) {
        case "password" -> {
          password = cursor.next("an encrypted password");
          encrypted = true;
        }
        case "insecure-password" -> {
          password = cursor.next("a password");
          encrypted = false;
        }
        case "groups" -> members = List.of(cursor.next("names of groups").split(","));
        default ->
            throw cursor.unknown("option", List.of("password", "insecure-password", "groups"));
      }
    }
    if (password.isEmpty()) {
      // As in HAProxy such a user exists, but no password is right.
      cursor.warn("user '%s' has no password and cannot be used".formatted(name));
      password = "$6$";
    }
    if (users.putIfAbsent(name, new User(password, encrypted, members, at)) != null) {
      cursor.warn("user '%s' exists already, this line is ignored".formatted(name));
    }
  }

  private void group(Cursor cursor) throws ArgumentException {
    String name = cursor.next("the name of a group");
    List<String> members = new ArrayList<>();
    while (cursor.hasNext()) {
      if (!cursor.accept("users")) {
        cursor.next("'users'");
        throw cursor.unknown("option", List.of("users"));
      }
      members.addAll(List.of(cursor.next("names of users").split(",")));
    }
    if (groups.putIfAbsent(name, members) != null) {
      cursor.warn("group '%s' exists already, this line is ignored".formatted(name));
    }
  }

  private UserList build(String name) {
    List<UserList.User> all = new ArrayList<>();
    users.forEach(
        (userName, user) -> {
          Set<String> of = new TreeSet<>(user.groups());
          for (String group : user.groups()) {
            if (!groups.containsKey(group)) {
              diagnostics.error(user.at(), "no group is named '%s'".formatted(group));
            }
          }
          groups.forEach((group, members) -> addIf(members.contains(userName), group, of));
          all.add(new UserList.User(userName, user.password(), user.encrypted(), of));
        });
    return new UserList(name, all);
  }

  private static void addIf(boolean member, String group, Set<String> of) {
    if (member) {
      of.add(group);
    }
  }
}
