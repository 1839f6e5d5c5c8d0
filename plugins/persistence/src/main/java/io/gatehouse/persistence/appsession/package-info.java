/**
 * {@code appsession NAME len N timeout T …}, as HAProxy had it until 1.5: the application's own
 * session id is learned from its answers and leads later requests to the server that gave it. Open
 * {@link io.gatehouse.persistence.appsession.AppsessionVisit}; {@link
 * io.gatehouse.persistence.appsession.SessionTable} is shared by all event loops.
 */
@NullMarked
package io.gatehouse.persistence.appsession;

import org.jspecify.annotations.NullMarked;
