package io.gatehouse.gateway.process;

import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.Vitality;
import io.gatehouse.dataplane.telemetry.Logs;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import io.gatehouse.dataplane.vitality.VitalityWatch.Finding;
import io.gatehouse.gateway.vip.VipLog;
import io.gatehouse.gateway.vip.VipWishes;
import io.gatehouse.gateway.vip.VirtualIpService;
import io.gatehouse.gateway.vip.dump.VipDump;
import io.gatehouse.model.LogOrigin;
import io.gatehouse.model.LogTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One run of {@code bin/keepalived}: virtual addresses without a data plane, with Keepalived's
 * signals and pidfiles. Owned by the main thread.
 *
 * <pre>
 *   start ──► running ──TERM, INT──► given up
 *              │   ▲
 *              └───┘ HUP: the file again; USR1, USR2, URG: dumps
 * </pre>
 */
public final class KeepalivedProcess {
  private static final int OK = 0;
  private static final int REFUSED = 1;
  private static final Finding WELL = new Finding(Vitality.WELL, "");

  private final Wishes wishes;
  private final VipWishes vip;
  private final Supplier<Optional<VipConfiguration>> file;
  private final Narrator narrator;

  /**
   * What the command line decides.
   *
   * @param pidfiles of the daemon and of its VRRP child, which is the same process here
   * @param log where lines go besides the terminal; empty has none
   * @param dumps the folder of {@code keepalived.data}
   */
  public record Wishes(List<Path> pidfiles, List<LogTarget> log, LogOrigin origin, Path dumps) {
    public Wishes {
      pidfiles = List.copyOf(pidfiles);
      log = List.copyOf(log);
    }
  }

  /**
   * @param file reads the configuration anew; empty when it said what is wrong with it
   */
  public KeepalivedProcess(
      Wishes wishes, VipWishes vip, Supplier<Optional<VipConfiguration>> file, Narrator narrator) {
    this.wishes = wishes;
    this.vip = vip;
    this.file = file;
    this.narrator = narrator;
  }

  /** Takes part in elections until a signal ends it; the exit code. */
  public int run(VipConfiguration configuration) throws InterruptedException {
    Signals signals = Signals.catchAll();
    try (Logs logs = new Logs(System::currentTimeMillis)) {
      ProxyLog syslog = logs.open(wishes.log(), wishes.origin());
      try (VipLog log = new VipLog(new VipVoice(narrator, () -> syslog));
          VirtualIpService service = new VirtualIpService(vip, configuration, () -> WELL, log)) {
        service.start();
        return serve(service, signals);
      }
    } catch (IOException | UncheckedIOException | IllegalStateException refused) {
      narrator.alert(String.valueOf(refused.getMessage()));
      return REFUSED;
    }
  }

  private int serve(VirtualIpService service, Signals signals)
      throws IOException, InterruptedException {
    long pid = ProcessHandle.current().pid();
    try {
      for (Path pidfile : wishes.pidfiles()) {
        new Pidfile(pidfile).write(pid);
      }
      ServiceManager manager = ServiceManager.of(System.getenv(), narrator);
      manager.ready(pid);
      untilToldToEnd(service, signals);
      service.close();
      manager.stopping();
      return OK;
    } finally {
      for (Path pidfile : wishes.pidfiles()) {
        new Pidfile(pidfile).remove();
      }
    }
  }

  private void untilToldToEnd(VirtualIpService service, Signals signals)
      throws InterruptedException {
    DumpFiles dumps = new DumpFiles(service, narrator, wishes.dumps());
    while (true) {
      switch (signals.next()) {
        case TERM, INT -> {
          narrator.notice("Stopping");
          return;
        }
        case HUP -> reload(service);
        case USR1 -> dumps.write(VipDump.Kind.DATA);
        case USR2 -> dumps.write(VipDump.Kind.STATS);
        case URG -> dumps.write(VipDump.Kind.JSON);
        case QUIT -> ThreadDump.to(System.err);
        case TTOU, TTIN -> narrator.warning("there is nothing to pause: ignored.");
      }
    }
  }

  /** A file with errors changes nothing. */
  private void reload(VirtualIpService service) {
    narrator.notice("Reloading");
    Optional<VipConfiguration> next = file.get();
    if (next.isEmpty()) {
      narrator.warning("the configuration has errors, the old one stays in force");
      return;
    }
    try {
      service.replace(next.get());
      narrator.notice("Reload finished");
    } catch (IOException refused) {
      narrator.warning(refused.getMessage() + "; the old configuration stays in force");
    }
  }
}
