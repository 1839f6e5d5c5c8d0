package io.gatehouse.gateway;

import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VirtualIpProvider;
import io.gatehouse.config.keepalived.KeepalivedLanguage;
import io.gatehouse.config.keepalived.text.LocalMachine;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import io.gatehouse.gateway.vip.VipOptions;
import io.gatehouse.gateway.vip.VipWishes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What {@code gatehouse vip release} does. Clients wait for it while two peers believe in one
 * master, so it reads nothing but {@code keepalived.conf} and loads nothing but the plugin.
 */
final class VipRelease {
  private final Console console;

  VipRelease(Console console) {
    this.console = console;
  }

  /** With the built-in plugin; the exit code. */
  int byBuiltIn(List<String> files) {
    String name = VipOptions.DEFAULT.provider();
    for (VirtualIpProvider provider : ServiceLoader.load(VirtualIpProvider.class)) {
      if (provider.name().equals(name)) {
        return by(provider, files);
      }
    }
    console.err().println("gatehouse: error: the plugin '" + name + "' is not in lib/");
    return 1;
  }

  /** With the plugin that the settings choose; the exit code. */
  int by(VipWishes wishes, List<String> files) {
    try {
      return by(wishes.provider(), files);
    } catch (IOException e) {
      console.err().println("gatehouse: error: " + e.getMessage());
      return 1;
    }
  }

  private int by(VirtualIpProvider provider, List<String> files) {
    Diagnostics diagnostics = new Diagnostics();
    List<ConfigSource> sources = ConfigSource.load(files, console.in(), diagnostics);
    Optional<VipConfiguration> read =
        new KeepalivedLanguage(LocalMachine.here(), diagnostics).read(sources);
    if (read.isEmpty() || diagnostics.hasErrors()) {
      console.err().print(diagnostics.render());
      return 1;
    }
    try {
      provider.release(read.get()).forEach(console.out()::println);
      return 0;
    } catch (IOException e) {
      console.err().println("gatehouse: error: " + e.getMessage());
      return 1;
    }
  }
}
