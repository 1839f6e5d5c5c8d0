package io.gatehouse.gateway;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Says which Gatehouse, which HAProxy language, which JDK.")
final class VersionCommand implements Callable<Integer> {
  private final Console console;

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().println("Gatehouse " + Product.VERSION);
    console.out().println("HAProxy's language " + Product.HAPROXY);
    console.out().println("Java " + Runtime.version());
    return 0;
  }
}
