package io.gatehouse.config.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFileTest {
  /** What PKCS#8 puts in front of an RSA key of 2,048 bits. */
  private static final int FRAME = 26;

  @TempDir private Path folder;

  private static PrivateKey key(String algorithm) throws NoSuchAlgorithmException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
  }

  private Path file(String kind, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        folder.resolve("file.pem"),
        "subject=/CN=x\n-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text));
  }

  @Test
  void keysOfEachAlgorithmAreRead() throws Exception {
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      PrivateKey key = key(algorithm);
      assertThat(PemFile.read(file("PRIVATE KEY", key.getEncoded())).key()).contains(key);
    }
  }

  @Test
  void anRsaKeyNeedsNoFrame() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    PrivateKey key = generator.generateKeyPair().getPrivate();
    byte[] framed = key.getEncoded();
    byte[] bare = Arrays.copyOfRange(framed, FRAME, framed.length);
    assertThat(PemFile.read(file("RSA PRIVATE KEY", bare)).key()).contains(key);
  }

  @Test
  void whatCannotBeReadIsSaid() throws Exception {
    byte[] content = key("EC").getEncoded();
    assertThatThrownBy(() -> PemFile.read(file("EC PRIVATE KEY", content)))
        .hasMessageContaining("'openssl pkcs8 -topk8 -nodes' makes one that is");
    assertThatThrownBy(() -> PemFile.read(file("PRIVATE KEY", new byte[40])))
        .hasMessage("its key is malformed");
    assertThatThrownBy(() -> PemFile.read(file("CERTIFICATE", content)))
        .hasMessage("a certificate in it is malformed");
    assertThatThrownBy(() -> PemFile.read(folder.resolve("none.pem")))
        .hasMessage("No such file or directory");
  }

  @Test
  void aFileMayHoldNothing() throws Exception {
    PemFile empty = PemFile.read(Files.writeString(folder.resolve("empty.pem"), "nothing\n"));
    assertThat(empty.certificates()).isEmpty();
    assertThat(empty.key()).isEmpty();
  }
}
