/**
 * {@code cookie NAME insert|prefix|rewrite …}: the client carries its server's name in a cookie.
 * Open {@link io.gatehouse.persistence.cookie.CookieVisit}, which reads a request and edits the
 * answer. Visits are confined to an event loop; everything they share is immutable.
 */
@NullMarked
package io.gatehouse.persistence.cookie;

import org.jspecify.annotations.NullMarked;
