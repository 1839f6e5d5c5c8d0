package io.gatehouse.vrrp.track;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.vip.Tracked.TrackFile;
import io.gatehouse.vrrp.kernel.FileEvents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads the number in a file whenever the file was written, moved or deleted. Without file it is 0;
 * a folder that is not there is looked for every second.
 */
final class FileTracker implements Tracker {
  private static final int MOST_BYTES = 127;

  private final TrackFile file;
  private final Path path;
  private final Standing standing;
  private final Consumer<String> log;
  private final FileEvents events;
  private final CountDownLatch end = new CountDownLatch(1);

  FileTracker(TrackFile file, Standing standing, Consumer<String> log) throws IOException {
    this.file = file;
    this.standing = standing;
    this.log = log;
    path = Path.of(file.path()).toAbsolutePath();
    events = new FileEvents();
    write();
    read();
  }

  @Override
  public void run() throws InterruptedException {
    try (events) {
      Path folder = path.getParent();
      while (end.getCount() > 0) {
        if (folder == null || !Files.isDirectory(folder)) {
          boolean _ = end.await(1, TimeUnit.SECONDS);
        } else {
          events.watch(folder);
          read();
          watch(folder);
        }
      }
    } catch (IOException e) {
      log.accept("track_file " + file.name() + " is no longer watched: " + e.getMessage());
    }
  }

  @Override
  public void stop() {
    end.countDown();
    events.wake();
  }

  private void watch(Path folder) throws IOException {
    String name = path.getFileName().toString();
    while (end.getCount() > 0 && Files.isDirectory(folder)) {
      for (FileEvents.Event event : events.await(TimeUnit.SECONDS.toNanos(1))) {
        if (event.name().isEmpty() || event.name().equals(name)) {
          read();
        }
      }
    }
    read();
  }

  /** {@code init_file}. */
  private void write() {
    OptionalInt initial = file.initial();
    if (initial.isEmpty() || (!file.overwrite() && Files.exists(path))) {
      return;
    }
    try {
      Files.writeString(path, initial.getAsInt() + "\n");
    } catch (IOException e) {
      log.accept("track_file " + file.name() + " cannot be written: " + e);
    }
  }

  private void read() {
    byte[] bytes = {};
    try (InputStream content = Files.newInputStream(path)) {
      bytes = content.readNBytes(MOST_BYTES);
    } catch (IOException e) {
      // No file is 0.
    }
    LeadingNumber.in(new String(bytes, ISO_8859_1))
        .ifPresentOrElse(
            standing::value,
            () -> log.accept("track_file " + file.name() + ": the number does not fit, ignored"));
  }
}
