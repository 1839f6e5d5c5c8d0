package io.gatehouse.vrrp.kernel;

import static io.gatehouse.vrrp.kernel.Wire.BYTE;
import static io.gatehouse.vrrp.kernel.Wire.HOST32;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells which files of some folders were written to the end, moved or deleted (inotify(7)). A file
 * that is just being written is no event yet, so that nobody reads it half. One thread; {@link
 * #wake} any.
 */
public final class FileEvents implements AutoCloseable {
  private static final int FLAGS = 0x800 | 0x80000;
  private static final int WRITTEN_MOVED_OR_DELETED = 0x8 | 0x40 | 0x80 | 0x200;
  private static final int LOST = 0x4000;
  private static final int HEADER = 16;
  private static final int ROOM = 1 << 14;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory = arena.allocate(ROOM, 8);
  private final Poller poller = new Poller();
  private final int descriptor;

  /** Watches nothing yet. */
  public FileEvents() throws IOException {
    descriptor = Failure.check(FileCalls.watcher(FLAGS), "watch files", "");
    poller.watch(descriptor);
  }

  /**
   * Begins to watch a folder; again does no harm.
   *
   * @return a number by which {@link Event} names it
   */
  public int watch(Path folder) throws IOException {
    int answer = FileCalls.watch(descriptor, folder.toString(), WRITTEN_MOVED_OR_DELETED);
    return Failure.check(answer, "watch the folder " + folder, "the right to read it");
  }

  /** A file of a watched folder; an empty name means that any may have changed. */
  public record Event(int folder, String name) {}

  /** Waits for events, for at most so long. */
  public Set<Event> await(long nanos) throws IOException {
    Set<Event> events = new HashSet<>();
    if (poller.await(nanos) && poller.ready(descriptor)) {
      int length = Libc.read(descriptor, memory);
      for (int at = 0; at + HEADER <= length; ) {
        int size = memory.get(HOST32, at + 12);
        boolean lost = (memory.get(HOST32, at + 4) & LOST) != 0;
        String name = lost || size == 0 ? "" : name(at + HEADER, size);
        events.add(new Event(memory.get(HOST32, at), name));
        at += HEADER + size;
      }
    }
    return events;
  }

  /** Ends the wait that goes on or comes next. Any thread. */
  public void wake() {
    poller.wake();
  }

  @Override
  public void close() {
    poller.close();
    Libc.close(descriptor);
    arena.close();
  }

  private String name(int at, int size) {
    // Zeros fill it up.
    return memory.asSlice(at, size).get(BYTE, size - 1L) == 0 ? memory.getString(at) : "";
  }
}
