package io.gatehouse.dataplane.listen;

import io.gatehouse.model.UnixOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of a listening Unix socket. It is bound under another name and moved to its own when its
 * rights are set: nobody finds it missing, or with rights it should not have. Control thread.
 */
public final class UnixSocketFile {
  private final Path path;
  private final Path bound;
  private @Nullable Object key;

  public UnixSocketFile(String path) {
    this.path = Path.of(path);
    this.bound = Path.of(path + "." + ProcessHandle.current().pid() + ".tmp");
  }

  /** The name to bind. */
  public String boundPath() throws IOException {
    Files.deleteIfExists(bound);
    return bound.toString();
  }

  /** Gives the bound file its rights and its name. */
  public void publish(UnixOwner owner) throws IOException {
    PosixFileAttributeView view =
        Objects.requireNonNull(Files.getFileAttributeView(bound, PosixFileAttributeView.class));
    UserPrincipalLookupService accounts = path.getFileSystem().getUserPrincipalLookupService();
    if (owner.group().isPresent()) {
      view.setGroup(accounts.lookupPrincipalByGroupName(owner.group().get()));
    }
    if (owner.user().isPresent()) {
      view.setOwner(accounts.lookupPrincipalByName(owner.user().get()));
    }
    if (owner.mode().isPresent()) {
      view.setPermissions(permissions(owner.mode().get()));
    }
    key = keyOf(bound);
    Files.move(bound, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes it, unless another process has put its own there. */
  public void remove() {
    try {
      if (Files.exists(path) && keyOf(path).equals(key)) {
        Files.delete(path);
      }
    } catch (IOException notOurs) {
      return;
    }
  }

  private static Object keyOf(Path file) throws IOException {
    return Objects.requireNonNullElse(
        Files.readAttributes(file, BasicFileAttributes.class).fileKey(), file);
  }

  /** Permissions are declared from the owner's read to the others' execute: the bits downwards. */
  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    int bit = 0400;
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      if ((mode & bit) != 0) {
        permissions.add(permission);
      }
      bit >>= 1;
    }
    return permissions;
  }
}
