package io.gatehouse.gateway.process;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.generation.Changeover;
import io.gatehouse.dataplane.server.NameTrial;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import io.gatehouse.gateway.runtime.RuntimeSocket;
import io.gatehouse.model.GatewayModel;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The change to what the files say now, without another process. Everything that may be refused is
 * tried before anything changes; then the whole configuration is changed, or nothing. Main thread,
 * so a second reload waits for the first.
 *
 * @param files reads them, and is told which servers go on where they are; empty when it said what
 *     is wrong with them
 */
record Reload(
    Function<NameTrial.Known, Optional<GatewayModel>> files,
    DataPlane plane,
    VirtualAddresses vips,
    RuntimeSocket doors,
    Voice voice) {

  /** Whether the files are in force now. */
  boolean run() {
    voice.narrator().notice("Reloading");
    try {
      Optional<GatewayModel> read = files.apply(plane::goesOn);
      if (read.isEmpty()) {
        return refused("the configuration has errors");
      }
      GatewayModel next = DescriptorLimit.ofProcess().check(read.get(), voice.narrator());
      NextStart.remarks(plane.model(), next).forEach(this::warn);
      change(next);
      voice.narrator().notice("Reload finished");
      plane.log().send(ProxyLog.NOTICE, "Reload finished.");
      return true;
    } catch (IOException | RuntimeException | LinkageError no) {
      // Whatever a file or a plugin did: the traffic goes on.
      return refused(GatewayProcess.reason(no));
    }
  }

  private void change(GatewayModel next) throws IOException {
    Changeover traffic = plane.prepare(next);
    RuntimeSocket.Change sockets;
    try {
      sockets = doors.prepare(next.global());
    } catch (RuntimeException | LinkageError no) {
      traffic.abandon();
      throw no;
    }
    try {
      vips.replace(next.vip());
    } catch (IOException | RuntimeException | LinkageError no) {
      traffic.abandon();
      sockets.abandon();
      throw no;
    }
    plane.commit(traffic);
    sockets.commit();
  }

  private void warn(String remark) {
    voice.warning(plane.log(), remark);
  }

  private boolean refused(String reason) {
    String words = "Reload refused, the old configuration stays in force: " + reason;
    voice.narrator().alert(words);
    plane.log().send(ProxyLog.ALERT, words);
    return false;
  }
}
