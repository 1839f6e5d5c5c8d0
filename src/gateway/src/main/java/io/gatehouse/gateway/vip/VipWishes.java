package io.gatehouse.gateway.vip;

import io.gatehouse.api.vip.VirtualIpProvider;
import java.io.IOException;
import java.util.Map;

/**
 * Settings, and the plugins they may choose from.
 *
 * @param providers by name
 */
public record VipWishes(VipOptions options, Map<String, VirtualIpProvider> providers) {
  public static final VipWishes NONE = new VipWishes(VipOptions.DEFAULT, Map.of());

  public VipWishes {
    providers = Map.copyOf(providers);
  }

  /**
   * The chosen one.
   *
   * @throws IOException naming those there are
   */
  public VirtualIpProvider provider() throws IOException {
    VirtualIpProvider chosen = providers.get(options.provider());
    if (chosen == null) {
      String known =
          providers.isEmpty()
              ? "there is none"
              : "there is " + String.join(", ", providers.keySet().stream().sorted().toList());
      throw new IOException(
          "no plugin for virtual addresses is called '%s' (gatehouse.vip.provider): %s"
              .formatted(options.provider(), known));
    }
    return chosen;
  }
}
