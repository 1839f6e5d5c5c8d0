package io.gatehouse.checks.external;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.api.check.HealthChecker;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs the command with the addresses of proxy and server as arguments, and with what else is known
 * of them in its environment. One that takes too long is asked to end, and a second later killed.
 */
final class ExternalChecker implements HealthChecker {
  /** What HAProxy's child returns when there is nothing to run. */
  private static final int NOT_RUN = 255;

  private static final List<String> ARGUMENTS =
      List.of(
          "HAPROXY_PROXY_ADDR", "HAPROXY_PROXY_PORT", "HAPROXY_SERVER_ADDR", "HAPROXY_SERVER_PORT");

  private final String command;
  private final String path;

  ExternalChecker(String command, String path) {
    this.command = command;
    this.path = path;
  }

  @Override
  public CheckResult probe(CheckTarget target) throws InterruptedException {
    Process process;
    try {
      process = start(target.scene().environment());
    } catch (IOException notStarted) {
      return new CheckResult(CheckStatus.PROCERR, NOT_RUN, "");
    }
    try {
      if (!process.waitFor(target.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        return new CheckResult(CheckStatus.PROCTOUT, 0, "");
      }
      int code = process.exitValue();
      return new CheckResult(code == 0 ? CheckStatus.PROCOK : CheckStatus.PROCERR, code, "");
    } finally {
      end(process);
    }
  }

  private Process start(Map<String, String> known) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(executable());
    for (String name : ARGUMENTS) {
      String value = known.getOrDefault(name, "");
      words.add(value.isEmpty() ? "NOT_USED" : value);
    }
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().putAll(known);
    builder.environment().put("PATH", path);
    return builder
        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  /** As the child would find it: in the path it is given, not in ours. */
  private String executable() throws IOException {
    if (command.contains("/")) {
      return command;
    }
    for (String folder : path.split(":", -1)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder, command);
      if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
        return candidate.toString();
      }
    }
    throw new IOException("no '" + command + "' in '" + path + "'");
  }

  private static void end(Process process) {
    if (process.isAlive()) {
      process.destroy();
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(process::destroyForcibly);
    }
  }
}
