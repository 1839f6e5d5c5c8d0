package io.gatehouse.dataplane.server;

import io.gatehouse.api.persist.PersistenceSetup;
import io.gatehouse.api.persist.SessionPersistence;
import io.gatehouse.api.persist.Visit;
import io.gatehouse.model.Backend;
import io.gatehouse.model.Persistence;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The running persistences of a backend.
 *
 * @param all in the order in which they are asked
 * @param quietLetters how the termination state of an exchange ends that none has looked at
 */
public record Persistences(List<SessionPersistence> all, int quietLetters) {

  /** Those of the backend before go on where they are configured alike, with what they know. */
  static Persistences of(Backend backend, LongSupplier wallClock, @Nullable RunningBackend before) {
    Persistence wanted = backend.persistence();
    if (before != null && alike(before.backend().persistence(), wanted)) {
      return before.persistences();
    }
    PersistenceSetup setup =
        new PersistenceSetup(
            backend.proxy().name(), wanted.dynamicKey(), System::nanoTime, wallClock);
    List<SessionPersistence> all = wanted.specs().stream().map(spec -> spec.create(setup)).toList();
    Visit[] visits = all.stream().map(SessionPersistence::visit).toArray(Visit[]::new);
    return new Persistences(all, Letters.of(visits));
  }

  private static boolean alike(Persistence one, Persistence other) {
    return one.specs().equals(other.specs()) && one.dynamicKey().equals(other.dynamicKey());
  }

  void closeUnless(boolean used) {
    if (!used) {
      all.forEach(SessionPersistence::close);
    }
  }
}
