package io.gatehouse.vrrp;

import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.vrrp.port.Host;
import io.gatehouse.vrrp.port.Notifier;
import io.gatehouse.vrrp.port.Watched;

/** Makes what a configuration needs besides the protocol. */
interface Workshop {

  /** Starts scripts, and looks at processes and files; every change wakes the host up. */
  Watched watch(VipConfiguration configuration, Host host);

  Notifier notifier(VipConfiguration configuration);
}
