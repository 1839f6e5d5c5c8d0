package io.gatehouse.vrrp.notify;

import io.gatehouse.api.vip.NotifyFifo;
import io.gatehouse.vrrp.kernel.Accounts;
import io.gatehouse.vrrp.kernel.Fifo;
import io.gatehouse.vrrp.script.Command;
import io.gatehouse.vrrp.script.ScriptPolicy;
import io.gatehouse.vrrp.script.ScriptRefused;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** A FIFO and the script that reads it, where there is one. */
final class NotifyPipe implements AutoCloseable {
  private final Fifo fifo;
  private final Optional<Command.Running> reader;
  private final String path;
  private final Consumer<String> log;

  private NotifyPipe(
      String path, Fifo fifo, Optional<Command.Running> reader, Consumer<String> log) {
    this.path = path;
    this.fifo = fifo;
    this.reader = reader;
    this.log = log;
  }

  /** Makes the file, starts the script and opens the file, in this order. Empty when it fails. */
  static Optional<NotifyPipe> open(NotifyFifo settings, ScriptPolicy policy, Consumer<String> log) {
    try {
      Accounts.User owner = policy.owner(settings.user(), settings.group());
      boolean made = Fifo.make(settings.path(), owner.id(), owner.group());
      Optional<Command.Running> reader = Optional.empty();
      if (settings.script().isPresent()) {
        reader = start(settings, policy, log);
      }
      Fifo fifo = Fifo.open(settings.path(), made);
      return Optional.of(new NotifyPipe(settings.path(), fifo, reader, log));
    } catch (IOException | ScriptRefused e) {
      log.accept("no changes are told to the fifo " + settings.path() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<Command.Running> start(
      NotifyFifo settings, ScriptPolicy policy, Consumer<String> log) {
    try {
      Command command = policy.allow(settings.script().orElseThrow());
      return Optional.of(command.start(settings.path()));
    } catch (IOException | ScriptRefused e) {
      log.accept("the fifo " + settings.path() + " has no reader: " + e.getMessage());
      return Optional.empty();
    }
  }

  void write(byte[] line) {
    try {
      if (!fifo.write(line)) {
        log.accept("the fifo " + path + " is full: nobody reads it; a line is lost");
      }
    } catch (IOException e) {
      log.accept(e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      fifo.close();
    } catch (IOException e) {
      log.accept("the fifo " + path + " stays: " + e.getMessage());
    }
    reader.ifPresent(running -> running.group().terminate());
  }
}
