package io.gatehouse.model;

import java.util.Optional;

/**
 * Rights of a Unix socket's file.
 *
 * @param mode permission bits, such as 0600
 */
public record UnixOwner(Optional<Integer> mode, Optional<String> user, Optional<String> group) {

  public static final UnixOwner UNSET =
      new UnixOwner(Optional.empty(), Optional.empty(), Optional.empty());
}
