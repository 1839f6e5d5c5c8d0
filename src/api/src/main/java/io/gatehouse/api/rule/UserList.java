package io.gatehouse.api.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The users of a {@code userlist} section (manual section 12.2), in the order of the file. */
public record UserList(String name, List<User> users) {

  public UserList {
    users = List.copyOf(users);
  }

  /**
   * One who may give a password.
   *
   * @param password as written: itself or, where {@code encrypted}, in the form of crypt(3)
   */
  public record User(String name, String password, boolean encrypted, Set<String> groups) {

    public User {
      groups = Set.copyOf(groups);
    }

    /** Without the password: this is printed by messages. */
    @Override
    public String toString() {
      return "User[" + name + "]";
    }
  }

  public Optional<User> find(String userName) {
    return users.stream().filter(user -> user.name.equals(userName)).findFirst();
  }
}
