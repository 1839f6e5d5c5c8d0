/**
 * Names that become addresses while the gateway runs, against a name server of the tests. Open
 * {@link io.gatehouse.gateway.names.NamesOracleTest} first. One thread per test.
 */
@NullMarked
package io.gatehouse.gateway.names;

import org.jspecify.annotations.NullMarked;
