package io.gatehouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatewayRunTest {
  @Test
  void filesAloneNeedNoParser() {
    assertThat(GatewayRun.plain("run", "-f", "a.cfg", "b.conf"))
        .hasValueSatisfying(files -> assertThat(files).containsExactly("a.cfg", "b.conf"));
  }

  @Test
  void everythingElseIsLeftToTheParser() {
    assertThat(GatewayRun.plain()).isEmpty();
    assertThat(GatewayRun.plain("run")).isEmpty();
    assertThat(GatewayRun.plain("run", "-f")).isEmpty();
    assertThat(GatewayRun.plain("run", "-f", "a.cfg", "-P", "gatehouse.threads=1")).isEmpty();
    assertThat(GatewayRun.plain("run", "-f", "-")).isEmpty();
    assertThat(GatewayRun.plain("check", "-f", "a.cfg")).isEmpty();
  }
}
