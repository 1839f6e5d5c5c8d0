package io.gatehouse.persistence.rdp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.Arguments;
import io.gatehouse.api.persist.PersistenceSetup;
import io.gatehouse.api.persist.SessionPersistence;
import io.gatehouse.api.persist.SessionPersistencePlugin;
import io.gatehouse.api.persist.SessionPersistenceSpec;
import java.util.List;
import java.util.Locale;

/** Reads {@code persist rdp-cookie} and {@code persist rdp-cookie(NAME)} (manual section 4.2). */
public final class RdpCookie implements SessionPersistencePlugin {
  private static final String NAME = "rdp-cookie";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SessionPersistenceSpec parse(Arguments arguments) throws ArgumentException {
    String cookie = arguments.hasNext() ? arguments.next("a cookie name") : "msts";
    if (cookie.isEmpty()) {
      throw arguments.error("'rdp-cookie' needs the name of a cookie between the parentheses");
    }
    return new Spec(cookie.toLowerCase(Locale.ROOT));
  }

  private record Spec(String cookie) implements SessionPersistenceSpec {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public boolean http() {
      return false;
    }

    @Override
    public int rank() {
      return FIRST_BYTES;
    }

    @Override
    public List<String> doubts(List<ServerFacts> servers, PersistenceSetup setup) {
      return servers.stream()
          .filter(server -> !server.port())
          .map(
              server ->
                  "sessions do not stick to '%s', which has no port of its own"
                      .formatted(server.name()))
          .toList();
    }

    @Override
    public SessionPersistence create(PersistenceSetup setup) {
      RdpVisit visit = new RdpVisit((cookie + "=").getBytes(ISO_8859_1));
      return () -> visit;
    }
  }
}
