package io.gatehouse.dataplane.check;

import io.gatehouse.api.Surroundings;
import io.gatehouse.api.check.DialogueSpec;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One server's own checks, by a dialogue that the gateway holds. Confined to the control thread.
 */
final class DialogueTask implements ServerProbe.Task {
  private static final long MILLI = 1_000_000L;

  private final CheckLoop loop;
  private final RunningServer server;
  private final Targets targets;
  private final DialogueSpec spec;
  private final Supplier<Surroundings> surroundings;
  private @Nullable Call call;

  /**
   * @param surroundings of the configuration in force
   */
  DialogueTask(
      CheckLoop loop,
      RunningServer server,
      Targets targets,
      DialogueSpec spec,
      Supplier<Surroundings> surroundings) {
    this.loop = loop;
    this.server = server;
    this.targets = targets;
    this.spec = spec;
    this.surroundings = surroundings;
  }

  @Override
  public void begin(ServerProbe.Answer answer) {
    Call made =
        new Call(
            loop,
            spec,
            this::aim,
            (result, nanos) -> {
              call = null;
              answer.found(() -> server.backend().serverChecked(server, result, nanos / MILLI));
            });
    call = made;
    if (targets.known()) {
      loop.add(made);
    } else {
      // A name that the operator has given since: whoever looks it up may wait for it.
      var _ =
          Thread.ofVirtual()
              .name("check " + server.label())
              .start(
                  () -> {
                    targets.lookUp();
                    loop.begin(made);
                  });
    }
  }

  private Aim aim() {
    return targets.aim(new Scene(server, surroundings.get()));
  }

  @Override
  public boolean busy() {
    return false;
  }

  @Override
  public boolean fits(RunningBackend backend) {
    return targets.fit(backend);
  }

  @Override
  public void close() {
    Call open = call;
    call = null;
    if (open != null) {
      loop.abandon(open);
    }
  }
}
