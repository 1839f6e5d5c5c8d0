package io.gatehouse.gateway;

import io.gatehouse.gateway.quickstart.Rehearsal;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Carries some traffic as {@code haproxy} would, so that the virtual machine can keep what it
 * learned; {@code bin/gatehouse prepare} calls it.
 */
@Command(name = "rehearse", hidden = true, description = "Carries some traffic and ends.")
final class RehearseCommand implements Callable<Integer> {
  private final Console console;

  RehearseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    PrintStream nobody =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Console silent = new Console(InputStream.nullInputStream(), nobody, console.err());
    return Rehearsal.run(arguments -> new HaproxyCommand(silent).execute(arguments));
  }
}
