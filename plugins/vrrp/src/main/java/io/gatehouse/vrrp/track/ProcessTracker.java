package io.gatehouse.vrrp.track;

import io.gatehouse.api.vip.Tracked.TrackProcess;
import io.gatehouse.vrrp.kernel.ProcessEvents;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Counts processes: from what the kernel tells of each, or, where it tells nothing (in containers),
 * by looking at all of them every second.
 */
final class ProcessTracker implements Tracker {
  private static final long SECOND = 1_000_000_000;

  private final Standing standing;
  private final Census census;
  private final Consumer<String> log;
  private final Optional<ProcessEvents> events;
  private final CountDownLatch end = new CountDownLatch(1);

  /** Knows at once how many there are. */
  ProcessTracker(TrackProcess wanted, Standing standing, Consumer<String> log) throws IOException {
    this.standing = standing;
    this.log = log;
    census = new Census(wanted, new ProcessMatch(wanted)::matches, System::nanoTime);
    events = listen(wanted);
    census.begin(running());
    tell();
  }

  private void tell() {
    standing.verdict(census.verdict());
    standing.value(census.size());
  }

  @Override
  public void run() throws InterruptedException {
    try {
      while (end.getCount() > 0) {
        if (events.isPresent()) {
          events.get().await(census.patience(60 * SECOND), listener);
        } else {
          boolean _ = end.await(census.patience(SECOND), TimeUnit.NANOSECONDS);
          census.replace(running());
        }
        census.tick();
        tell();
      }
    } catch (IOException e) {
      log.accept("processes are no longer watched: " + e.getMessage());
    } finally {
      events.ifPresent(ProcessEvents::close);
    }
  }

  @Override
  public void stop() {
    end.countDown();
    events.ifPresent(ProcessEvents::wake);
  }

  private Optional<ProcessEvents> listen(TrackProcess wanted) {
    try {
      return Optional.of(new ProcessEvents());
    } catch (IOException e) {
      log.accept(
          "vrrp_track_process "
              + wanted.name()
              + " looks at /proc every second: "
              + e.getMessage());
      return Optional.empty();
    }
  }

  private static List<Integer> running() throws IOException {
    List<Integer> processes = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
      for (Path folder : folders) {
        processes.add(Integer.parseInt(folder.getFileName().toString()));
      }
    }
    return processes;
  }

  private final ProcessEvents.Listener listener =
      new ProcessEvents.Listener() {
        @Override
        public void forked(int parent, int child) {
          census.forked(parent, child);
        }

        @Override
        public void changed(int process) {
          census.changed(process);
        }

        @Override
        public void ended(int process) {
          census.ended(process);
        }

        @Override
        public void lost() {
          try {
            census.replace(running());
          } catch (IOException e) {
            log.accept("processes cannot be listed: " + e.getMessage());
          }
        }
      };
}
