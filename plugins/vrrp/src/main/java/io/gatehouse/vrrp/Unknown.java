package io.gatehouse.vrrp;

import io.gatehouse.api.vip.VipSurroundings;
import io.gatehouse.api.vip.VipSurroundings.Severity;
import java.util.BitSet;

/** Adverts of routers that are nobody's here: counted, said once for each router. */
final class Unknown {
  private final BitSet said = new BitSet(256);

  void received(int id, Sockets.Shared shared, VipSurroundings surroundings) {
    for (int i = 0; i < shared.users().size(); i++) {
      shared.users().get(i).countUnknown();
    }
    if (!said.get(id)) {
      said.set(id);
      surroundings.log(
          Severity.INFO,
          "Unknown VRID("
              + id
              + ") received on interface("
              + shared.socket().binding().interfaceName()
              + "). ignoring...");
    }
  }
}
