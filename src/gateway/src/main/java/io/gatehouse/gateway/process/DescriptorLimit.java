package io.gatehouse.gateway.process;

import io.gatehouse.model.Frontend;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.ProcessSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many connections the limit of open files allows (management manual, section 5). A connection
 * takes two descriptors: the client's and the server's. The virtual machine has raised the soft
 * limit to the hard one before anything of ours runs.
 *
 * @param files what the process may open
 */
record DescriptorLimit(int files) {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final String OPEN_FILES = "Max open files";

  /** Jars, libraries, event loops, logs and conversations with the runtime socket. */
  private static final int OWN = 200;

  private static final int A_CONNECTION = 2;

  static DescriptorLimit ofProcess() {
    try {
      for (String line : Files.readAllLines(LIMITS)) {
        if (line.startsWith(OPEN_FILES)) {
          return new DescriptorLimit(number(line.substring(OPEN_FILES.length()).strip()));
        }
      }
    } catch (IOException notLinux) {
      return new DescriptorLimit(Integer.MAX_VALUE);
    }
    return new DescriptorLimit(Integer.MAX_VALUE);
  }

  /** The soft limit stands first. */
  private static int number(String limits) {
    String soft = limits.substring(0, limits.indexOf(' '));
    return soft.equals("unlimited")
        ? Integer.MAX_VALUE
        : (int) Math.min(Long.parseLong(soft), Integer.MAX_VALUE);
  }

  /**
   * The model with a {@code maxconn} that can be served: the configured one, or where there is none
   * what the limit allows.
   *
   * @throws IllegalStateException when the limit is too low and limits are strict
   */
  GatewayModel check(GatewayModel model, Narrator narrator) {
    ProcessSettings.Descriptors asked = model.global().process().descriptors();
    long maxconn = model.global().maxconn();
    int apart = OWN + listenersAndServers(model);
    if (asked.wanted() > files) {
      complain(
          "'ulimit-n %d' asks for more than the limit of %d open files"
              .formatted(asked.wanted(), files),
          asked.wanted(),
          asked.strict(),
          narrator);
    }
    if (maxconn == 0) {
      int usable = asked.most() > 0 ? Math.min(asked.most(), files) : files;
      return model.withMaxconn(Math.max(1, (usable - apart) / A_CONNECTION));
    }
    long needed = maxconn * A_CONNECTION + apart;
    if (needed > files) {
      complain(
          "the limit of %d open files is too low for maxconn %d, which needs %d"
              .formatted(files, maxconn, needed),
          needed,
          asked.strict(),
          narrator);
    }
    return model;
  }

  private static int listenersAndServers(GatewayModel model) {
    int loops = Math.max(model.global().threads(), Runtime.getRuntime().availableProcessors());
    int binds = 0;
    for (Frontend frontend : model.frontends()) {
      binds += frontend.binds().size();
    }
    int servers = model.backends().stream().mapToInt(backend -> backend.servers().size()).sum();
    return binds * loops + servers;
  }

  private static void complain(String words, long needed, boolean strict, Narrator narrator) {
    String advice =
        ": raise it to %d (systemd: LimitNOFILE=, shell: ulimit -n) or ask for less"
            .formatted(needed);
    if (strict) {
      throw new IllegalStateException(words + advice);
    }
    narrator.warning(words + advice);
  }
}
