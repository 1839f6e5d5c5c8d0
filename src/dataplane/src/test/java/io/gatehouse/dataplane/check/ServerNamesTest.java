package io.gatehouse.dataplane.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerNamesTest {
  @Test
  void namesAreComparedWithoutCase() {
    assertThat(ServerNames.matches("WWW.example.com", "www.Example.com")).isTrue();
    assertThat(ServerNames.matches("www.example.com", "example.com")).isFalse();
    assertThat(ServerNames.matches("local_host", "local_host")).isTrue();
  }

  @Test
  void aWildcardStandsForAPartOfTheFirstLabel() {
    assertThat(ServerNames.matches("*.example.com", "www.example.com")).isTrue();
    assertThat(ServerNames.matches("w*1.example.com", "www1.example.com")).isTrue();
    assertThat(ServerNames.matches("w*1.example.com", "w1.example.com")).isTrue();
    assertThat(ServerNames.matches("w*1.example.com", "www2.example.com")).isFalse();
    assertThat(ServerNames.matches("www*www.example.com", "www.example.com")).isFalse();
  }

  @Test
  void aWildcardStandsForNothingElse() {
    assertThat(ServerNames.matches("*.example.com", "example.com")).isFalse();
    assertThat(ServerNames.matches("*.example.com", "a.b.example.com")).isFalse();
    assertThat(ServerNames.matches("a.*.com", "a.b.com")).isFalse();
    assertThat(ServerNames.matches("**.example.com", "www.example.com")).isFalse();
    assertThat(ServerNames.matches("*", "localhost")).isFalse();
  }
}
