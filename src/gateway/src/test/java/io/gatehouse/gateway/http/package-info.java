/**
 * One configuration and one set of bytes to the real HAProxy and to the data plane: what clients
 * get, what origins receive and how exchanges end must be the same. Open {@link
 * io.gatehouse.gateway.http.BothProxies} first. Scenarios run on virtual threads of their own.
 */
@NullMarked
package io.gatehouse.gateway.http;

import org.jspecify.annotations.NullMarked;
