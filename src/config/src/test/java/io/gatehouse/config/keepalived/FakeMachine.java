package io.gatehouse.config.keepalived;

import io.gatehouse.config.keepalived.text.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A machine of two network interfaces whose dice always show the smallest number. */
record FakeMachine(String configId, Map<String, List<Path>> found) implements Machine {
  static final FakeMachine PLAIN = new FakeMachine("node1", Map.of());

  @Override
  public Optional<String> environment(String name) {
    return name.equals("ZONE") ? Optional.of("b#1") : Optional.empty();
  }

  @Override
  public int random(int min, int max) {
    return min;
  }

  @Override
  public Set<String> interfaces() {
    return new TreeSet<>(Set.of("eth0", "eth1", "lo"));
  }

  @Override
  public List<Path> files(Path folder, String pattern) {
    return found.getOrDefault(pattern, List.of());
  }
}
