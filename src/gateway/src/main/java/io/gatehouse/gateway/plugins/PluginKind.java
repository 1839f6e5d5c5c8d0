package io.gatehouse.gateway.plugins;

import io.gatehouse.api.balance.BalancerPlugin;
import io.gatehouse.api.check.HealthCheckerPlugin;
import io.gatehouse.api.persist.SessionPersistencePlugin;
import io.gatehouse.api.rule.ActionPlugin;
import io.gatehouse.api.rule.ConverterPlugin;
import io.gatehouse.api.rule.SampleFetchPlugin;
import io.gatehouse.api.vip.VirtualIpProvider;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;

/** What a plugin can be, and the words it answers to. */
public enum PluginKind {
  BALANCER("balancer", kind(BalancerPlugin.class, plugin -> Set.of(plugin.name()))),
  CHECKER("health-checker", kind(HealthCheckerPlugin.class, plugin -> Set.of(plugin.name()))),
  PERSISTENCE(
      "session-persistence", kind(SessionPersistencePlugin.class, plugin -> Set.of(plugin.name()))),
  FETCH("sample-fetch", kind(SampleFetchPlugin.class, SampleFetchPlugin::names)),
  CONVERTER("converter", kind(ConverterPlugin.class, ConverterPlugin::names)),
  ACTION("action", kind(ActionPlugin.class, ActionPlugin::names)),
  VIRTUAL_IP("virtual-ip", kind(VirtualIpProvider.class, plugin -> Set.of(plugin.name())));

  private record Contract<T>(Class<T> type, Function<T, Collection<String>> words) {
    Collection<String> words(Object plugin) {
      return words.apply(type.cast(plugin));
    }
  }

  private final String label;
  private final Contract<?> contract;

  PluginKind(String label, Contract<?> contract) {
    this.label = label;
    this.contract = contract;
  }

  private static <T> Contract<T> kind(Class<T> type, Function<T, Collection<String>> words) {
    return new Contract<>(type, words);
  }

  /** As {@code gatehouse plugins} prints it. */
  public String label() {
    return label;
  }

  Class<?> contract() {
    return contract.type();
  }

  /** The words of a plugin of this kind; runs the plugin's code. */
  Collection<String> words(Object plugin) {
    return contract.words(plugin);
  }
}
