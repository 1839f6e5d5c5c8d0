/**
 * {@code persist rdp-cookie(NAME)}: the first bytes of Microsoft's remote desktop protocol name the
 * server. Open {@link io.gatehouse.persistence.rdp.RdpCookie}. Immutable; event loops call it.
 */
@NullMarked
package io.gatehouse.persistence.rdp;

import org.jspecify.annotations.NullMarked;
