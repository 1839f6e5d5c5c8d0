package io.gatehouse.gateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conversations over TCP: their lengths, limits and ends. */
final class ConversationTest {
  private static final String ANSWER = "1 (initial 1)\n\n";
  private final Gateway gateway;

  ConversationTest() throws IOException {
    gateway = Gateway.start(settings());
  }

  private static String settings() {
    return """
    global
      stats socket 127.0.0.1:0 level admin
      stats timeout 300ms
      stats maxconn 1
    backend b
      server s 127.0.0.1:9
    """;
  }

  @BeforeEach
  void running() {
    assertThat(gateway.socket().addresses()).hasSize(1);
  }

  @AfterEach
  void end() {
    gateway.close();
  }

  private RawClient connect() throws IOException {
    return RawClient.connect(
        ((InetSocketAddress) gateway.socket().addresses().getFirst()).getPort());
  }

  @Test
  void oneLineIsAnsweredAndTheConnectionEnds() throws IOException {
    try (RawClient client = connect()) {
      client.send("get weight b/s\n");
      assertThat(client.readToEnd()).isEqualTo(ANSWER);
    }
  }

  @Test
  void aClientThatEndsItsSideGetsItsAnswer() throws IOException {
    try (RawClient client = connect()) {
      client.send("get weight b/s\r\n");
      client.endOutput();
      assertThat(client.readToEnd()).isEqualTo(ANSWER);
    }
  }

  @Test
  void aLineWithoutEndIsNoCommand() throws IOException {
    try (RawClient client = connect()) {
      client.send("get weight b/s");
      client.endOutput();
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void aSilentClientIsSentAway() throws IOException {
    try (RawClient client = connect()) {
      client.send("prompt\n");
      assertThat(client.readToEnd()).isEqualTo("\n> ");
    }
  }

  @Test
  void aLineBeyondAllLimitsEndsTheConversation() throws IOException {
    try (RawClient client = connect()) {
      client.send("x".repeat(LineReader.LIMIT + 1));
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void thoseBeyondTheLimitWaitForTheirTurn() throws IOException {
    try (RawClient first = connect();
        RawClient second = connect()) {
      first.send("prompt i\n");
      assertThat(first.readExactly(1)).isEqualTo("\n");
      second.send("get weight b/s\n");
      first.send("quit\n");
      assertThat(second.readToEnd()).isEqualTo(ANSWER);
    }
  }

  @Test
  void thePromptMayBeLeftOut() throws IOException {
    try (RawClient client = connect()) {
      client.send("prompt i\nget weight b/s\nprompt n\n");
      assertThat(client.readToEnd()).isEqualTo("\n" + ANSWER + "\n");
    }
  }
}
