package io.gatehouse.gateway;

import io.gatehouse.gateway.quickstart.Rehearsal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    rehearseRelease(silent);
    return Rehearsal.run(arguments -> new HaproxyCommand(silent).execute(arguments));
  }

  /** What is done behind a dead process must be quick; the address is one that nobody has. */
  private static void rehearseRelease(Console silent) throws IOException {
    Path file = Files.createTempFile("gatehouse", ".conf");
    try {
      Files.writeString(
          file,
          """
          vrrp_instance rehearsal {
            interface eth9
            virtual_router_id 255
            virtual_ipaddress {
              192.0.2.254/32
            }
          }
          """);
      // Without rights on the network it ends early, which is no harm here.
      int _ = new VipRelease(silent).byBuiltIn(List.of(file.toString()));
    } finally {
      Files.delete(file);
    }
  }
}
