/**
 * The PROXY protocol, versions 1 and 2: received bytes in, addresses and elements out, and the
 * other way round. Open {@link io.gatehouse.dataplane.proxyprotocol.ProxyHeader} first. Everything
 * is immutable or belongs to the connection's event loop.
 */
@NullMarked
package io.gatehouse.dataplane.proxyprotocol;

import org.jspecify.annotations.NullMarked;
