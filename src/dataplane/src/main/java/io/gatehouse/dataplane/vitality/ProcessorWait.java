package io.gatehouse.dataplane.vitality;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Whether one thread waits for a processor, as Linux tells it ({@code stat}, {@code schedstat}): a
 * thread that could not run is late, but not stuck. What it waited is counted by Linux only when
 * the wait is over, so that what it ran is asked for instead. Without these files nothing is waited
 * for. Opened on the thread that is asked about, read by one other thread.
 */
final class ProcessorWait {
  private static final Path THREAD = Path.of("/proc/thread-self");
  private static final int ENOUGH = 512;

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(ENOUGH);
  private final Thread thread = Thread.currentThread();
  private final @Nullable FileChannel state;
  private final @Nullable FileChannel counts;
  private long last;

  private ProcessorWait(@Nullable FileChannel state, @Nullable FileChannel counts) {
    this.state = state;
    this.counts = counts;
  }

  /** Of the calling thread. */
  static ProcessorWait ofThread() {
    try {
      Path mine = Path.of("/proc").resolve(Files.readSymbolicLink(THREAD));
      return new ProcessorWait(open(mine.resolve("stat")), open(mine.resolve("schedstat")));
    } catch (IOException notLinux) {
      return new ProcessorWait(null, null);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  /** From now on is counted what comes next. */
  void begin() {
    last = ran();
  }

  /** How much of the time since the last call the thread had a processor or did not want one. */
  long notWaited(long nanos) {
    long total = ran();
    long ran = total - last;
    last = total;
    return isRunnable() ? Math.min(nanos, ran) : nanos;
  }

  private boolean isRunnable() {
    if (thread.equals(Thread.currentThread())) {
      return false;
    }
    // The name in brackets may contain anything.
    String text = read(state);
    int name = text.lastIndexOf(')');
    return name >= 0 && text.startsWith(" R", name + 1);
  }

  /** The first of three numbers. */
  private long ran() {
    String[] numbers = read(counts).split(" ", -1);
    return numbers.length < 3 ? last : Long.parseLong(numbers[0]);
  }

  /** Empty when nothing can be read. */
  private String read(@Nullable FileChannel file) {
    if (file == null) {
      return "";
    }
    bytes.clear();
    try {
      file.read(bytes, 0);
    } catch (IOException gone) {
      return "";
    }
    bytes.flip();
    return US_ASCII.decode(bytes).toString();
  }
}
