package io.gatehouse.vrrp.notify;

import io.gatehouse.api.vip.Notification;
import io.gatehouse.api.vip.Script;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.vrrp.port.Notifier;
import io.gatehouse.vrrp.script.Command;
import io.gatehouse.vrrp.script.ScriptPolicy;
import io.gatehouse.vrrp.script.ScriptRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Starts scripts in the order of the changes, one after the other without waiting for their ends,
 * and writes lines to the FIFOs, as Keepalived does. A change may be told by any thread.
 */
public final class ScriptNotifier implements Notifier {
  private static final int WAITING = 1024;
  private static final Duration FAREWELL = Duration.ofMillis(300);

  private final BlockingQueue<Runnable> notes = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final Map<Script, Optional<Command>> commands = new HashMap<>();
  private final List<NotifyPipe> pipes;
  private final Consumer<String> log;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Makes the FIFOs, starts their scripts and judges every script that may have to be run.
   *
   * @param log gets what will not be run, and why
   */
  public ScriptNotifier(VipConfiguration configuration, Consumer<String> log) {
    this.log = log;
    ScriptPolicy policy = new ScriptPolicy(configuration.globals().scripts(), log);
    notifications(configuration)
        .flatMap(notification -> notification.scripts().stream())
        .map(Notification.Listener::script)
        .distinct()
        .forEach(script -> commands.put(script, judge(policy, script)));
    pipes =
        configuration.globals().fifos().stream()
            .flatMap(fifo -> NotifyPipe.open(fifo, policy, log).stream())
            .toList();
    thread = Thread.ofPlatform().name("vrrp-notify").daemon().unstarted(this::run);
    thread.start();
  }

  @Override
  public void tell(Subject subject, Notification whom, Word word, int priority) {
    Note note = Note.of(subject, whom, word, priority);
    if (!notes.offer(() -> perform(note))) {
      dropped.incrementAndGet();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean _ = notes.offer(() -> {});
    try {
      if (!thread.join(FAREWELL)) {
        log.accept("scripts of the last changes were not started in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pipes.forEach(NotifyPipe::close);
  }

  private void run() {
    try {
      while (!closed || !notes.isEmpty()) {
        notes.take().run();
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
          log.accept(lost + " changes of state were not told: too many were waiting");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void perform(Note note) {
    boolean stop = note.word() == Word.STOP;
    for (Script script : note.ownScripts()) {
      start(script, stop);
    }
    for (Script script : note.generalScripts()) {
      start(script, stop, note.arguments());
    }
    for (NotifyPipe pipe : pipes) {
      pipe.write(note.line());
    }
  }

  private void start(Script script, boolean stop, String... arguments) {
    Optional<Command> command = commands.getOrDefault(script, Optional.empty());
    if (command.isEmpty()) {
      return;
    }
    try {
      if (stop) {
        command.get().startBriefly(arguments);
      } else {
        command.get().start(arguments);
      }
    } catch (IOException e) {
      log.accept("script '" + command.get() + "' could not be started: " + e.getMessage());
    }
  }

  private Optional<Command> judge(ScriptPolicy policy, Script script) {
    try {
      return Optional.of(policy.allow(script));
    } catch (ScriptRefused e) {
      log.accept(e.getMessage() + "; it will not be run");
      return Optional.empty();
    }
  }

  private static Stream<Notification> notifications(VipConfiguration configuration) {
    return Stream.concat(
        configuration.instances().stream().map(instance -> instance.notification()),
        configuration.groups().stream().map(group -> group.notification()));
  }
}
