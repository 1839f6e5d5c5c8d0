package io.gatehouse.rules.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CryptTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$1$saltsalt$cIrgcdXxo0mpb22wHphLq1|secret pass",
        "$5$saltsalt$49/9YFbpUJeeKmhYqhW2979avhxSQ228IAIaALKs.a9|secret pass",
        "$6$saltsalt$2SX99CLXfgNtck/wz/iTBSo0ZppJqfrO.TVXU.zE5LOVLcjA8ItNsdkimGDe1yNWQ8eQPMdoTvM7hLGy/7Ccc1|secret"
            + " pass",
        "$6$x$TsOPX6KUAWDj/X2u3mi07k6iJXpBneH3qoLwkxJ62R98qOG0GfZkxRuodeNoUtGvfv4v2TTEWmtqgH2LDxFuh.|short",
        "$1$x$QqxvhCZmTAdxEHurrgDqa/|a longer password than sixteen bytes",
        "$5$x$suVpW9LqfUhtUPZlAtwJ4XEcj7GPy1oaP.s/zc9fSH2|a longer password than the digest of"
            + " thirty-two bytes",
        "$5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA|Hello world!"
      })
  void theRightPasswordMatches(String encrypted, String password) {
    assertThat(Crypt.knows(encrypted)).isTrue();
    assertThat(Crypt.matches(encrypted, password.getBytes(ISO_8859_1))).isTrue();
    assertThat(Crypt.matches(encrypted, (password + "x").getBytes(ISO_8859_1))).isFalse();
  }

  @Test
  void otherFormsAreNotKnown() {
    assertThat(Crypt.knows("k6y3fVOokJ127")).isFalse();
    assertThat(Crypt.knows("$y$j9T$abc")).isFalse();
    assertThat(Crypt.matches("$6$", new byte[0])).isFalse();
  }
}
