package io.gatehouse.gateway.vip;

import io.gatehouse.api.vip.TrackedStatus;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipCounters;
import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.api.vip.VipSurroundings;
import io.gatehouse.api.vip.VirtualIpProvider;
import io.gatehouse.api.vip.VirtualIps;
import io.gatehouse.api.vip.VrrpInstance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plugin that remembers what it was told; every instance is master and owns its addresses. */
public final class ScriptedProvider implements VirtualIpProvider {
  public final List<String> told = new ArrayList<>();
  public @Nullable VipSurroundings surroundings;
  public @Nullable RuntimeException failure;

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public VirtualIps create(VipConfiguration configuration, VipSurroundings around)
      throws IOException {
    if (failure != null) {
      throw failure;
    }
    surroundings = around;
    told.add("create " + names(configuration));
    return new Running(configuration);
  }

  @Override
  public List<String> release(VipConfiguration configuration) {
    return List.of("released " + names(configuration));
  }

  private static String names(VipConfiguration configuration) {
    return String.join(" ", configuration.instances().stream().map(VrrpInstance::name).toList());
  }

  /** As master since the beginning of 2026. */
  public static VipStatus master(VrrpInstance instance) {
    return new VipStatus(
        instance,
        VipStatus.State.MASTER,
        VipStatus.State.MASTER,
        3,
        instance.election().priority(),
        1_767_225_600_123L,
        instance.addresses(),
        false,
        Optional.empty(),
        0,
        "",
        new VipCounters(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18));
  }

  private final class Running implements VirtualIps {
    private VipConfiguration configuration;

    Running(VipConfiguration configuration) {
      this.configuration = configuration;
    }

    @Override
    public List<VipStatus> status() {
      return configuration.instances().stream().map(ScriptedProvider::master).toList();
    }

    @Override
    public List<TrackedStatus> tracked() {
      return List.of();
    }

    @Override
    public void replace(VipConfiguration next) {
      if (failure != null) {
        throw failure;
      }
      told.add("replace " + names(next));
      configuration = next;
    }

    @Override
    public void close() {
      told.add("close");
    }
  }
}
