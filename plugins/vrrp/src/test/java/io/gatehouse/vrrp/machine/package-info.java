/** Tests of the election: a table, properties and a simulated network, without socket or sleep. */
@NullMarked
package io.gatehouse.vrrp.machine;

import org.jspecify.annotations.NullMarked;
