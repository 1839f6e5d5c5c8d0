package io.gatehouse.config.build;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file in PEM's form holds (RFC 7468).
 *
 * @param certificates in the order of the file
 * @param key the first one
 */
record PemFile(List<X509Certificate> certificates, Optional<PrivateKey> key) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  /**
   * What stands before a key of PKCS#1 in one of PKCS#8: version 0, rsaEncryption, no parameters.
   */
  private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  PemFile {
    certificates = List.copyOf(certificates);
  }

  /** It cannot be read; the message is for the operator. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
      super(message, null, false, false);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  static PemFile read(Path file) throws UnreadableException {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException missing) {
      throw new UnreadableException("No such file or directory");
    } catch (IOException unreadable) {
      throw new UnreadableException(String.valueOf(unreadable.getMessage()));
    }
    List<X509Certificate> certificates = new ArrayList<>();
    Optional<PrivateKey> key = Optional.empty();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      byte[] content = Base64.getMimeDecoder().decode(block.group(2));
      String kind = block.group(1);
      if (kind.equals("CERTIFICATE") || kind.equals("TRUSTED CERTIFICATE")) {
        certificates.add(certificate(content));
      } else if (kind.endsWith("PRIVATE KEY") && key.isEmpty()) {
        key = Optional.of(key(kind, content));
      }
    }
    return new PemFile(certificates, key);
  }

  private static X509Certificate certificate(byte[] content) throws UnreadableException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(content));
    } catch (GeneralSecurityException malformed) {
      throw new UnreadableException("a certificate in it is malformed");
    }
  }

  private static PrivateKey key(String kind, byte[] content) throws UnreadableException {
    byte[] standard =
        switch (kind) {
          case "PRIVATE KEY" -> content;
          case "RSA PRIVATE KEY" -> wrapped(content);
          default ->
              throw new UnreadableException(
                  "a key in the form '%s' is not supported; 'openssl pkcs8 -topk8 -nodes' makes one that is"
                      .formatted(kind));
        };
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(standard));
      } catch (InvalidKeySpecException another) {
        // Of another algorithm, or malformed.
      } catch (GeneralSecurityException impossible) {
        throw new UnreadableException(String.valueOf(impossible.getMessage()));
      }
    }
    throw new UnreadableException("its key is malformed");
  }

  private static byte[] wrapped(byte[] content) {
    byte[] octets = element(0x04, content);
    byte[] all = ByteBuffer.allocate(RSA.length + octets.length).put(RSA).put(octets).array();
    return element(0x30, all);
  }

  /** With a length of two bytes in any case, which decoders accept. */
  private static byte[] element(int tag, byte[] content) {
    return ByteBuffer.allocate(4 + content.length)
        .put((byte) tag)
        .put((byte) 0x82)
        .putShort((short) content.length)
        .put(content)
        .array();
  }
}
