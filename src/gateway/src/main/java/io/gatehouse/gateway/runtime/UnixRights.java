package io.gatehouse.gateway.runtime;

import io.gatehouse.model.UnixOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.EnumSet;
import java.util.Set;

/** {@code mode}, {@code user}, {@code uid}, {@code group} and {@code gid} of a socket's file. */
final class UnixRights {
  private UnixRights() {}

  static void give(Path file, UnixOwner owner) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    UserPrincipalLookupService accounts = file.getFileSystem().getUserPrincipalLookupService();
    if (owner.group().isPresent()) {
      view.setGroup(accounts.lookupPrincipalByGroupName(owner.group().get()));
    }
    if (owner.user().isPresent()) {
      view.setOwner(accounts.lookupPrincipalByName(owner.user().get()));
    }
    if (owner.mode().isPresent()) {
      view.setPermissions(permissions(owner.mode().get()));
    }
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
