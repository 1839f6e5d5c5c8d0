package io.gatehouse.vrrp.script;

import io.gatehouse.vrrp.kernel.ProcessGroup;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A script that may be run. Any thread; starting takes milliseconds. */
public final class Command {
  private static final File NOTHING = new File("/dev/null");

  private final List<String> prefix;
  private final List<String> words;

  Command(Executor executor, List<String> words) {
    prefix = executor.prefix();
    this.words = List.copyOf(words);
  }

  /**
   * A started script, the leader of a process group of its own.
   *
   * @param process whose end may be waited for
   * @param group what is to be ended when it takes too long
   */
  public record Running(Process process, ProcessGroup group) {}

  /** Starts it with more arguments after its own; nobody sees what it writes. */
  public Running start(String... more) throws IOException {
    return start(List.of("setsid"), more);
  }

  /** Starts it so that it is killed after a second, even when this process has ended by then. */
  public Running startBriefly(String... more) throws IOException {
    return start(List.of("timeout", "--signal=KILL", "1"), more);
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }

  private Running start(List<String> wrapper, String... more) throws IOException {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(wrapper);
    all.addAll(words);
    all.addAll(List.of(more));
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .redirectInput(NOTHING)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // Nobody shall lead a script astray by what this process was started with.
    builder.environment().keySet().removeAll(List.of("IFS", "LD_PRELOAD", "LD_LIBRARY_PATH"));
    Process process = builder.start();
    return new Running(process, new ProcessGroup(process.pid()));
  }
}
