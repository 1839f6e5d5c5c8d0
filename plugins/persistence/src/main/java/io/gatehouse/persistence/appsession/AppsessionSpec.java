package io.gatehouse.persistence.appsession;

import io.gatehouse.api.persist.PersistenceSetup;
import io.gatehouse.api.persist.SessionPersistence;
import io.gatehouse.api.persist.SessionPersistenceSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * One {@code appsession} line.
 *
 * @param length bytes of a session id that count
 * @param timeout how long an unused session is remembered
 * @param requestLearn whether ids that only clients send are learned too
 * @param prefix whether {@code cookie} is the beginning of the cookie's name; the rest of the name
 *     and the value are the id
 * @param query whether ids in addresses stand in the query, not behind a semicolon
 */
record AppsessionSpec(
    String cookie,
    int length,
    Duration timeout,
    boolean requestLearn,
    boolean prefix,
    boolean query)
    implements SessionPersistenceSpec {

  @Override
  public String name() {
    return Appsession.NAME;
  }

  @Override
  public int rank() {
    return COOKIES;
  }

  @Override
  public List<String> haproxyForm() {
    return StickLines.of(this);
  }

  @Override
  public SessionPersistence create(PersistenceSetup setup) {
    SessionTable table = new SessionTable(timeout.toNanos(), setup.nanoClock());
    byte[] name = cookie.getBytes(StandardCharsets.ISO_8859_1);
    return () -> new AppsessionVisit(this, name, table);
  }
}
