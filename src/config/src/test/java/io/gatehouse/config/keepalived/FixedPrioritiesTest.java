package io.gatehouse.config.keepalived;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.Tracking;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As Keepalived 2.2.7 dumps what it watches for such instances. */
class FixedPrioritiesTest {
  private static final String TEXT =
      """
      vrrp_script weighted { script /bin/true
        weight -30 }
      vrrp_script plain { script /bin/true }
      track_file usual { file /tmp/usual }
      track_file heavy { file /tmp/heavy
        weight 7 }
      vrrp_instance V1 {
        interface eth0
        virtual_router_id 1
        PRIORITY
        track_script { weighted
          plain }
        track_file { usual
          heavy }
        track_interface { eth1 weight 3 }
        virtual_ipaddress { 192.0.2.1 }
      }
      """;

  private static List<String> watched(String priority, String group) {
    Tracking tracking =
        Reading.of(TEXT.replace("PRIORITY", priority) + group)
            .accepted()
            .instances()
            .getFirst()
            .tracking();
    return java.util.stream.Stream.concat(
            tracking.objects().stream(), tracking.interfaces().stream())
        .map(watch -> watch.name() + watch.weight().stream().mapToObj(w -> " " + w).toList())
        .toList();
  }

  @Test
  void weightsCountForAnInstanceOfItsOwn() {
    assertThat(watched("priority 100", ""))
        .containsExactly("weighted[]", "plain[]", "usual[]", "heavy[]", "eth1[ 3]");
  }

  @Test
  void membersOfAGroupWatchWithoutWeights() {
    assertThat(watched("priority 100", "vrrp_sync_group G { group { V1 } }"))
        .containsExactly("plain[]", "usual[ 0]", "eth1[ 0]");
  }

  @Test
  void aGroupMayAskForWeights() {
    String group = "vrrp_sync_group G { group { V1 }\n sync_group_tracking_weight }";
    assertThat(watched("priority 100", group)).contains("weighted[]", "heavy[]", "eth1[ 3]");
  }

  @Test
  void theOwnerOfAnAddressWatchesNoWeightedInterface() {
    assertThat(watched("priority 255", "")).containsExactly("plain[]", "usual[ 0]");
  }
}
