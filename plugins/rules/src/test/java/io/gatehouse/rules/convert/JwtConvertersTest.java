package io.gatehouse.rules.convert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.rules.FakeExchange;
import io.gatehouse.rules.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwtConvertersTest {
  @TempDir private Path folder;

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String token(String algorithm, String signing, KeyPair keys) throws Exception {
    String head = "{\"alg\":\"" + algorithm + "\"}";
    String signed = part(head.getBytes(ISO_8859_1)) + "." + part("{}".getBytes(ISO_8859_1));
    Signature signer = Signature.getInstance(signing);
    signer.initSign(keys.getPrivate());
    signer.update(signed.getBytes(ISO_8859_1));
    return signed + "." + part(signer.sign());
  }

  private String pem(KeyPair keys) throws Exception {
    String text = Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded());
    Path file = folder.resolve("key.pem");
    Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n");
    return file.toString();
  }

  private static long verified(String token, String algorithm, String key) throws Exception {
    Sample sample = new Sample(4096);
    String expression = "str(" + token + "),jwt_verify(" + algorithm + ",\"" + key + "\")";
    FakeExchange exchange = FakeExchange.of("GET / HTTP/1.1\n");
    assertThat(Words.expression(expression).evaluate(exchange.control(), sample)).isTrue();
    return sample.integer();
  }

  @ParameterizedTest
  @CsvSource({
    "RS256, SHA256withRSA, RSA, 2048",
    "RS512, SHA512withRSA, RSA, 2048",
    "ES256, SHA256withECDSAinP1363Format, EC, secp256r1",
    "ES384, SHA384withECDSAinP1363Format, EC, secp384r1",
    "ES512, SHA512withECDSAinP1363Format, EC, secp521r1"
  })
  void signaturesAreVerifiedByPublicKeys(String algorithm, String signing, String kind, String size)
      throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
    if (kind.equals("EC")) {
      generator.initialize(new ECGenParameterSpec(size));
    } else {
      generator.initialize(Integer.parseInt(size));
    }
    KeyPair keys = generator.generateKeyPair();
    String token = token(algorithm, signing, keys);
    String other = token(algorithm, signing, generator.generateKeyPair());
    String key = pem(keys);
    assertThat(verified(token, algorithm, key)).isEqualTo(1);
    assertThat(verified(other, algorithm, key)).isEqualTo(0);
    assertThat(verified("only.two", algorithm, key)).isEqualTo(-3);
    assertThat(verified("three.parts.", algorithm, key)).isEqualTo(-3);
  }

  @Test
  void aKeyMustBeReadableWhenItIsNamed() {
    assertThatThrownBy(() -> verified("a.b.c", "RS256", "/nowhere.pem"))
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> verified("a.b.c", "XX256", "x")).hasMessageContaining("unknown");
  }
}
