package io.gatehouse.model;

import java.util.List;

/**
 * A named ACL; several lines of one name are alternatives.
 *
 * @param name empty for an anonymous one
 */
public record Acl(String name, List<AclTest> tests) {

  public Acl {
    tests = List.copyOf(tests);
  }
}
