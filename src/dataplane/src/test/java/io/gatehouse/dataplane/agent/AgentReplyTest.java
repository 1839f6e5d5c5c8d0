package io.gatehouse.dataplane.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgentReplyTest {

  @Test
  void wordsComeInAnyOrder() {
    AgentReply reply = AgentReply.parse("maxconn:30,\t75%  drain up # all is well ");

    assertThat(reply.maxconn()).isEqualTo("30");
    assertThat(reply.weight()).isEqualTo("75%");
    assertThat(reply.admin()).isEqualTo("drain");
    assertThat(reply.health()).isEqualTo("up");
    assertThat(reply.description()).isEqualTo("all is well");
    assertThat(reply.unknown()).isEmpty();
  }

  @Test
  void theLastWordOfAKindCounts() {
    AgentReply reply = AgentReply.parse("up down 10% weight:20 ready maint");

    assertThat(reply.health()).isEqualTo("down");
    assertThat(reply.weight()).isEqualTo("20");
    assertThat(reply.admin()).isEqualTo("maint");
  }

  @Test
  void theFirstUnknownWordIsTold() {
    assertThat(AgentReply.parse("up hello world").unknown()).isEqualTo("hello");
  }

  @Test
  void aSharpInsideOfAWordBeginsNoDescription() {
    AgentReply reply = AgentReply.parse("down#now");

    assertThat(reply.unknown()).isEqualTo("down#now");
    assertThat(reply.description()).isEmpty();
  }

  @Test
  void anEmptyLineSaysNothing() {
    AgentReply reply = AgentReply.parse("");

    assertThat(reply.health() + reply.admin() + reply.weight() + reply.maxconn() + reply.unknown())
        .isEmpty();
    assertThat(reply.failure()).isEmpty();
  }
}
