package io.gatehouse.gateway.process;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.DataPlaneSettings;
import io.gatehouse.gateway.runtime.RuntimeSocket;
import io.gatehouse.model.GatewayModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One run of the gateway, from the first socket to the exit code. Owned by the main thread, which
 * waits for signals while the event loops carry the traffic.
 *
 * <pre>
 *   start ──► ready ──► serving ──TERM, INT──► virtual addresses given up ──► stopped
 *                          │ ▲ ▲                 ▲
 *                          │ │ └─ HUP, USR2: the files again
 *                      TTOU│ │TTIN               │ idle, hard-stop-after, TERM, INT
 *                          ▼ │                   │
 *                         paused ────USR1────► leaving
 * </pre>
 */
public final class GatewayProcess {
  private static final int OK = 0;
  private static final int REFUSED = 1;

  private final GatewayModel configured;
  private final ProcessWishes wishes;
  private final Narrator narrator;
  private int fatal;

  public GatewayProcess(GatewayModel model, ProcessWishes wishes, Narrator narrator) {
    this.configured = model;
    this.wishes = wishes;
    this.narrator = narrator;
  }

  /**
   * The number of the signal that ended the run; 0 when it ended otherwise. Behind {@link #run}.
   */
  public int fatal() {
    return fatal;
  }

  /** Carries traffic until a signal ends it; the exit code. */
  public int run() throws InterruptedException {
    Signals signals = Signals.catchAll();
    DataPlane plane;
    GatewayModel model;
    try {
      model = DescriptorLimit.ofProcess().check(configured, narrator);
      plane = DataPlane.start(model, DataPlaneSettings.of(wishes.transport(), wishes.threads()));
    } catch (IllegalStateException | IllegalArgumentException refused) {
      narrator.alert(reason(refused));
      return REFUSED;
    }
    try (VirtualAddresses vips = new VirtualAddresses(plane, model.vip(), wishes.vip(), narrator);
        RuntimeSocket doors = RuntimeSocket.open(plane, model, wishes.release(), vips.service())) {
      vips.start();
      return serve(plane, vips, doors, signals);
    } catch (IllegalStateException | IOException refused) {
      narrator.alert(reason(refused));
      return REFUSED;
    } finally {
      plane.stop(Duration.ZERO);
    }
  }

  private int serve(DataPlane plane, VirtualAddresses vips, RuntimeSocket doors, Signals signals)
      throws InterruptedException {
    long pid = ProcessHandle.current().pid();
    Optional<String> pidfile = wishes.pidfile().or(configured.global().process()::pidfile);
    if (pidfile.isPresent()) {
      try {
        new Pidfile(Path.of(pidfile.get())).write(pid);
      } catch (IOException e) {
        narrator.alert("Cannot create pidfile " + pidfile.get());
        return REFUSED;
      }
    }
    new Announcement(plane, narrator).listening();
    wishes.predecessors().end();
    ServiceManager manager = manager();
    manager.ready(pid);
    boolean gracefully = untilToldToEnd(plane, vips, signals, reload(plane, vips, doors, manager));
    // First of all: newcomers find the other node while exchanges still end here.
    vips.close();
    manager.stopping();
    if (gracefully) {
      new Ending(plane, signals, new Voice(narrator))
          .gracefully(plane.model().global().hardStopAfter());
    }
    return OK;
  }

  /** Answers signals until one of them ends the run; whether exchanges may end by themselves. */
  private boolean untilToldToEnd(
      DataPlane plane, VirtualAddresses vips, Signals signals, Optional<Runnable> reload)
      throws InterruptedException {
    while (true) {
      Signals.Kind signal = signals.next();
      switch (signal) {
        case TERM, INT -> {
          fatal = signal.number();
          return false;
        }
        case USR1 -> {
          return true;
        }
        case HUP -> reload.orElse(new StateDump(plane, new Voice(narrator))::say).run();
        case QUIT -> ThreadDump.to(System.err);
        case USR2 -> reload.orElse(this::noMaster).run();
        case TTOU -> new Pause(plane, new Voice(narrator)).begin();
        case TTIN -> new Pause(plane, new Voice(narrator)).end();
        case URG -> new DumpFiles(vips.service(), narrator).writeAll();
      }
    }
  }

  private void noMaster() {
    narrator.warning("SIGUSR2 received, ignored: this process has no master.");
  }

  /** What SIGHUP and SIGUSR2 do, where they do not mean what HAProxy's plain process does. */
  private Optional<Runnable> reload(
      DataPlane plane, VirtualAddresses vips, RuntimeSocket doors, ServiceManager manager) {
    Voice voice = new Voice(narrator);
    return wishes
        .files()
        .map(files -> new Reload(files, plane, vips, doors, voice))
        .map(
            reload ->
                () -> {
                  manager.reloading();
                  if (reload.run()) {
                    manager.ready(ProcessHandle.current().pid());
                  } else {
                    manager.refused();
                  }
                });
  }

  private ServiceManager manager() {
    return wishes.managed()
        ? ServiceManager.of(System.getenv(), narrator)
        : ServiceManager.silent(narrator);
  }

  static String reason(Throwable refused) {
    Throwable cause = refused.getCause();
    String words = String.valueOf(refused.getMessage());
    return cause == null ? words : words + ": " + cause.getMessage();
  }
}
