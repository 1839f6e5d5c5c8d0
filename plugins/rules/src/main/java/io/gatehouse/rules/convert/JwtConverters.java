package io.gatehouse.rules.convert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Converter;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON Web Tokens (RFC 7515): reading their parts, and verifying their signature. */
public final class JwtConverters extends ConverterFamily {
  private static final int INVALID_TOKEN = -3;

  public JwtConverters() {
    with("jwt_header_query", a -> query(a, 0));
    with("jwt_payload_query", a -> query(a, 1));
    with("jwt_verify", JwtConverters::verify);
  }

  private static Converter query(Arguments arguments, int part) throws ArgumentException {
    return arguments.hasNext()
        ? new Part(part, Optional.of(JsonPath.parse(arguments)))
        : new Part(part, Optional.empty());
  }

  private static Converter verify(Arguments arguments) throws ArgumentException {
    Operand algorithm = Operand.next(arguments, "an algorithm");
    if (algorithm.variable() == null && JwtAlgorithm.of(algorithm.text()) == null) {
      throw arguments.unknown("JWT algorithm", JwtAlgorithm.names());
    }
    Operand key = Operand.next(arguments, "a secret, or the file of a public key");
    JwtAlgorithm fixed = algorithm.variable() == null ? JwtAlgorithm.of(algorithm.text()) : null;
    boolean secret = fixed != null && fixed.secret();
    if (secret || key.variable() != null) {
      return new Verify(algorithm, key, PublicKeyFile.NONE);
    }
    return new Verify(algorithm, key, publicKey(key.text(), fixed == null, arguments));
  }

  /** Where the algorithm is known at run time only, the word may as well be a secret. */
  private static PublicKeyFile publicKey(String name, boolean orSecret, Arguments arguments)
      throws ArgumentException {
    try {
      return PublicKeyFile.read(Files.readString(Path.of(name), ISO_8859_1));
    } catch (IOException | InvalidPathException | GeneralSecurityException unreadable) {
      if (orSecret) {
        return PublicKeyFile.NONE;
      }
      throw arguments.error(
          "the public key in '" + name + "' cannot be read: " + unreadable.getMessage());
    }
  }

  /** A part of the token, decoded; a value of it where a path is given. */
  record Part(int index, Optional<JsonPath> path) implements Converter {
    @Override
    public SampleType input() {
      return SampleType.BINARY;
    }

    @Override
    public SampleType output() {
      return path.isPresent() ? SampleType.ANY : SampleType.STRING;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      String[] parts = sample.text().split("\\.", -1);
      if (parts.length < 2) {
        return false;
      }
      try {
        byte[] decoded = Base64.getUrlDecoder().decode(parts[index].getBytes(ISO_8859_1));
        sample.sink().add(decoded);
        sample.takeSink(SampleType.STRING);
        return path.isEmpty() || path.get().apply(sample);
      } catch (IllegalArgumentException notBase64) {
        return false;
      }
    }
  }

  /** 1 for a right signature, 0 for a wrong one, less for what cannot be verified. */
  record Verify(Operand algorithm, Operand key, PublicKeyFile file) implements Converter {
    private static final int UNKNOWN_ALGORITHM = -1;
    private static final int UNKNOWN_KEY = -5;

    @Override
    public SampleType input() {
      return SampleType.BINARY;
    }

    @Override
    public SampleType output() {
      return SampleType.INTEGER;
    }

    @Override
    public boolean convert(Exchange exchange, Sample sample) {
      String name = algorithm.text(exchange, sample);
      byte[] secret = key.bytes(exchange, sample, SampleType.STRING);
      if (name == null || secret == null) {
        return false;
      }
      sample.setInteger(verify(JwtAlgorithm.of(name), sample.text(), secret));
      return true;
    }

    private int verify(@Nullable JwtAlgorithm chosen, String token, byte[] secret) {
      if (chosen == null) {
        return UNKNOWN_ALGORITHM;
      }
      int last = token.lastIndexOf('.');
      if (token.chars().filter(c -> c == '.').count() != 2) {
        return INVALID_TOKEN;
      }
      if (chosen == JwtAlgorithm.NONE) {
        return last == token.length() - 1 ? 1 : 0;
      }
      byte[] signed = token.substring(0, last).getBytes(ISO_8859_1);
      byte[] signature;
      try {
        signature = Base64.getUrlDecoder().decode(token.substring(last + 1).getBytes(ISO_8859_1));
      } catch (IllegalArgumentException notBase64) {
        return INVALID_TOKEN;
      }
      if (signature.length == 0) {
        return INVALID_TOKEN;
      }
      if (!chosen.secret() && file.key() == null) {
        return UNKNOWN_KEY;
      }
      return chosen.verify(signed, signature, secret, file.key());
    }
  }
}
