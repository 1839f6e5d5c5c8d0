package io.gatehouse.gateway.process;

import io.gatehouse.gateway.vip.VirtualIpService;
import io.gatehouse.gateway.vip.dump.VipDump;
import java.io.IOException;
import java.nio.file.Path;

/** {@code /tmp/keepalived.data} and its brothers, for those who ask with a signal. Main thread. */
record DumpFiles(VirtualIpService service, Narrator narrator, Path folder) {
  private static final Path USUAL = Path.of("/tmp");

  DumpFiles(VirtualIpService service, Narrator narrator) {
    this(service, narrator, USUAL);
  }

  void writeAll() {
    for (VipDump.Kind kind : VipDump.Kind.values()) {
      write(kind);
    }
  }

  void write(VipDump.Kind kind) {
    try {
      Path file = VipDump.of(service).write(folder, kind);
      narrator.notice("wrote " + file);
    } catch (IOException e) {
      narrator.warning("cannot write the state of the virtual addresses: " + e);
    }
  }
}
