package io.gatehouse.gateway.vip;

import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipSettings;
import io.gatehouse.api.vip.VipSurroundings;
import io.gatehouse.api.vip.Vitality;
import java.util.function.Supplier;

/** What the plugin sees of this process. Called by the plugin's thread; nothing here waits. */
record Surroundings(
    VipSettings settings,
    Supplier<Vitality> health,
    Supplier<VipConfiguration> configuration,
    VipLog log,
    PostOffice post)
    implements VipSurroundings {

  @Override
  public Vitality vitality() {
    return health.get();
  }

  @Override
  public void log(Severity severity, String line) {
    log.say(severity, line);
  }

  @Override
  public void mail(Mail mail) {
    post.post(configuration.get(), mail);
  }
}
