package io.gatehouse.house;

import io.gatehouse.api.vip.TrackedStatus;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipCounters;
import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.api.vip.VipSurroundings;
import io.gatehouse.api.vip.VirtualIpProvider;
import io.gatehouse.api.vip.VirtualIps;
import io.gatehouse.api.vip.VrrpInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A plugin that owns every address and needs no rights. It writes what happens to it into the file
 * of {@code SCRIPTED_FILE}, and whether somebody listens at the port {@code SCRIPTED_PORT} then;
 * with {@code SCRIPTED_FAILURE} it cannot start.
 */
public final class ScriptedAddresses implements VirtualIpProvider {
  static final String FILE = "SCRIPTED_FILE";
  static final String PORT = "SCRIPTED_PORT";
  static final String FAILURE = "SCRIPTED_FAILURE";

  private static String variable(String name) {
    return Optional.ofNullable(System.getenv(name)).orElse("");
  }

  private static void tell(String event) {
    String port = variable(PORT);
    String line = event + (port.isEmpty() ? "" : listening(port) ? " listening" : " closed");
    try {
      Files.writeString(
          Path.of(variable(FILE)),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean listening(String port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public VirtualIps create(VipConfiguration configuration, VipSurroundings around)
      throws IOException {
    if (!variable(FAILURE).isEmpty()) {
      throw new IOException(variable(FAILURE));
    }
    tell("create");
    around.log(VipSurroundings.Severity.NOTICE, "scripted addresses are here");
    return new Running(configuration, around);
  }

  @Override
  public List<String> release(VipConfiguration configuration) {
    return List.of("nothing to release");
  }

  private static final class Running implements VirtualIps {
    private final VipSurroundings around;
    private volatile VipConfiguration configuration;

    Running(VipConfiguration configuration, VipSurroundings around) {
      this.configuration = configuration;
      this.around = around;
    }

    @Override
    public List<VipStatus> status() {
      return configuration.instances().stream().map(Running::master).toList();
    }

    @Override
    public List<TrackedStatus> tracked() {
      return List.of();
    }

    private static VipStatus master(VrrpInstance instance) {
      return new VipStatus(
          instance,
          VipStatus.State.MASTER,
          VipStatus.State.MASTER,
          1,
          instance.election().priority(),
          0,
          instance.addresses(),
          false,
          Optional.empty(),
          0,
          "because the script says so",
          new VipCounters(0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Override
    public void replace(VipConfiguration next) {
      configuration = next;
      tell("replace " + next.instances().getFirst().election().priority());
    }

    @Override
    public void close() {
      tell("close " + around.vitality());
    }
  }
}
