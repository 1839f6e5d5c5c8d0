package io.gatehouse.gateway.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that tells others our process id. It stays when the process has ended, as HAProxy's. */
record Pidfile(Path file) {

  void write(long pid) throws IOException {
    // A file that belongs to someone else can be replaced even where it cannot be written to.
    Files.deleteIfExists(file);
    Files.writeString(file, pid + "\n");
  }

  /** Keepalived takes its files away again. */
  void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
