package io.gatehouse.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The frames that tcpdump sees on an interface, as they come. Closing it ends tcpdump. */
public final class Capture implements AutoCloseable {
  private static final int FILE_HEADER = 24;

  private final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
  private final Process tcpdump;

  /**
   * Returns once tcpdump listens.
   *
   * @param tcpdump a started {@code tcpdump -U -w -}
   */
  Capture(Process tcpdump) throws IOException {
    this.tcpdump = tcpdump;
    BufferedReader words =
        new BufferedReader(new InputStreamReader(tcpdump.getErrorStream(), UTF_8));
    String line = words.readLine();
    while (line != null && !line.contains("listening on")) {
      line = words.readLine();
    }
    if (line == null) {
      throw new IOException("tcpdump did not begin");
    }
    Thread.ofPlatform().daemon().name("capture").start(this::read);
  }

  /** The next frame from its Ethernet header on; fails when none comes within the time. */
  public byte[] next(Duration patience) throws IOException, InterruptedException {
    byte[] frame = frames.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (frame == null) {
      throw new IOException("no frame within " + patience);
    }
    return frame;
  }

  /** How many frames wait to be taken. */
  public int waiting() {
    return frames.size();
  }

  @Override
  public void close() throws IOException {
    tcpdump.destroy();
    try {
      tcpdump.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (DataInputStream file = new DataInputStream(tcpdump.getInputStream())) {
      file.skipNBytes(FILE_HEADER);
      while (true) {
        file.skipNBytes(8);
        int kept = Integer.reverseBytes(file.readInt());
        file.skipNBytes(4);
        frames.add(file.readNBytes(kept));
      }
    } catch (EOFException e) {
      // tcpdump ended.
    } catch (IOException e) {
      // So it did when its pipe broke.
    }
  }
}
