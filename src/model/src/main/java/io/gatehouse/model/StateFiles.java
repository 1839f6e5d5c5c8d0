package io.gatehouse.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the files are that tell how servers were before the process started.
 *
 * @param base {@code server-state-base}: the folder of names that do not begin with a slash
 * @param shared {@code server-state-file}
 */
public record StateFiles(Optional<String> base, Optional<String> shared) {
  public static final StateFiles NONE = new StateFiles(Optional.empty(), Optional.empty());

  /** The file of this name; a relative name without a base is that of the working folder. */
  public Path path(String name) {
    return base.isPresent() && !name.startsWith("/") ? Path.of(base.get(), name) : Path.of(name);
  }
}
