package io.gatehouse.vrrp.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Owner, group and mode of a file. */
record FileRights(int owner, int group, int mode) {
  private static final int KIND = 0170000;
  private static final int FILE = 0100000;
  private static final int FOLDER = 0040000;
  private static final int SET_USER = 04000;
  private static final int SET_GROUP = 02000;
  private static final int STICKY = 01000;
  private static final int OWNER_RUNS = 0100;
  private static final int GROUP_RUNS = 0010;
  private static final int OTHERS_RUN = 0001;
  private static final int GROUP_WRITES = 0020;
  private static final int OTHERS_WRITE = 0002;

  static FileRights of(Path file, LinkOption... options) throws IOException {
    return new FileRights(
        number(file, "unix:uid", options),
        number(file, "unix:gid", options),
        number(file, "unix:mode", options));
  }

  private static int number(Path file, String what, LinkOption... options) throws IOException {
    return (int) Files.getAttribute(file, what, options);
  }

  boolean isFile() {
    return (mode & KIND) == FILE;
  }

  boolean canBeRunBy(Executor executor) {
    if (executor.user() == 0) {
      return (mode & (OWNER_RUNS | GROUP_RUNS | OTHERS_RUN)) != 0;
    }
    if (executor.user() == owner) {
      return (mode & OWNER_RUNS) != 0;
    }
    return (mode & (executor.group() == group ? GROUP_RUNS : OTHERS_RUN)) != 0;
  }

  /** Whether it runs as root whoever starts it. */
  boolean becomesRoot() {
    return (owner == 0 && (mode & OWNER_RUNS) != 0 && (mode & SET_USER) != 0)
        || (group == 0 && (mode & GROUP_RUNS) != 0 && (mode & SET_GROUP) != 0);
  }

  /** Whether another than root can write to it, or to what is in it. */
  boolean isOpenToOthers() {
    if (owner != 0) {
      return true;
    }
    boolean guarded = (mode & KIND) == FOLDER ? (mode & STICKY) != 0 : !isFile();
    boolean byGroup = group != 0 && (mode & GROUP_WRITES) != 0;
    return !guarded && (byGroup || (mode & OTHERS_WRITE) != 0);
  }
}
