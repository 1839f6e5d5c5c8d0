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
 * How long one thread has waited for a processor, as Linux counts it ({@code schedstat}): a thread
 * that could not run is late, but not stuck. Without these counts nothing was waited for. Opened on
 * the thread that is asked about, read by one other thread.
 */
final class ProcessorWait {
  private static final Path THREAD = Path.of("/proc/thread-self");
  private static final int ENOUGH = 96;

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(ENOUGH);
  private final @Nullable FileChannel counts;
  private long last;

  private ProcessorWait(@Nullable FileChannel counts) {
    this.counts = counts;
  }

  /** Of the calling thread. */
  static ProcessorWait ofThread() {
    try {
      Path mine = Path.of("/proc").resolve(Files.readSymbolicLink(THREAD)).resolve("schedstat");
      return new ProcessorWait(FileChannel.open(mine, StandardOpenOption.READ));
    } catch (IOException notLinux) {
      return new ProcessorWait(null);
    }
  }

  /** Nanoseconds waited since the last call. */
  long since() {
    long total = total();
    long waited = total - last;
    last = total;
    return waited;
  }

  /** The second of three numbers. */
  private long total() {
    if (counts == null) {
      return 0;
    }
    bytes.clear();
    try {
      counts.read(bytes, 0);
    } catch (IOException gone) {
      return last;
    }
    bytes.flip();
    String[] numbers = US_ASCII.decode(bytes).toString().split(" ", -1);
    return numbers.length < 3 ? last : Long.parseLong(numbers[1]);
  }
}
