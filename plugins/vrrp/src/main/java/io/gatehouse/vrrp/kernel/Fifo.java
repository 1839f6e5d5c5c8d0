package io.gatehouse.vrrp.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A named pipe that is written to, whether somebody reads it or not. It is held open for reading as
 * well, so that lines wait for a reader that comes later. One thread.
 */
public final class Fifo implements AutoCloseable {
  private static final int OPEN_FLAGS = 2 | 0x800 | 0x20000 | 0x80000; // r/w, no wait, no symlink
  private static final int MODE = 0644;
  private static final int KIND = 0170000;
  private static final int FIFO = 0010000;

  private final String path;
  private final boolean made;
  private final int descriptor;

  private Fifo(String path, boolean made, int descriptor) {
    this.path = path;
    this.made = made;
    this.descriptor = descriptor;
  }

  /**
   * Makes the file and gives it to that user, unless it is there already.
   *
   * @return whether it was made
   */
  public static boolean make(String path, int user, int group) throws IOException {
    int answer = FileCalls.mkfifo(path, MODE);
    if (answer == -Failure.EEXIST) {
      return false;
    }
    Failure.check(answer, "make the fifo " + path, "the right to write to its folder");
    if (user != Accounts.ownUser() || group != Accounts.ownGroup()) {
      answer = FileCalls.chown(path, user, group);
      Failure.check(answer, "give the fifo " + path + " to user " + user, "CAP_CHOWN");
    }
    return true;
  }

  /**
   * Opens it.
   *
   * @param made whether it is to be removed at the end
   */
  public static Fifo open(String path, boolean made) throws IOException {
    int descriptor = FileCalls.open(path, OPEN_FLAGS);
    Failure.check(descriptor, "open the fifo " + path, "the right to write to it");
    if (((int) Files.getAttribute(Path.of(path), "unix:mode") & KIND) != FIFO) {
      Libc.close(descriptor);
      throw new IOException(path + " is no fifo");
    }
    return new Fifo(path, made, descriptor);
  }

  /** Writes all of it, or nothing when the pipe is full: then false. */
  public boolean write(byte[] line) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, line);
      int written = Libc.write(descriptor, memory);
      if (written == -Failure.EAGAIN) {
        return false;
      }
      Failure.check(written, "write to the fifo " + path, "");
      return true;
    }
  }

  /** Removes the file first, so that a reader that opens it anew ends. */
  @Override
  public void close() throws IOException {
    if (made) {
      Files.deleteIfExists(Path.of(path));
    }
    Libc.close(descriptor);
  }
}
