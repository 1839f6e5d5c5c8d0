/**
 * The contract of session persistence: what brings an exchange back to the server that knows its
 * session. A {@link io.gatehouse.api.persist.SessionPersistencePlugin} parses its words to a {@link
 * io.gatehouse.api.persist.SessionPersistenceSpec}, which creates one {@link
 * io.gatehouse.api.persist.SessionPersistence} per backend, which gives each client connection a
 * {@link io.gatehouse.api.persist.Visit}. Open {@code Visit} for what runs on event loops;
 * everything else runs on the thread that loads or on the control thread.
 */
@NullMarked
package io.gatehouse.api.persist;

import org.jspecify.annotations.NullMarked;
