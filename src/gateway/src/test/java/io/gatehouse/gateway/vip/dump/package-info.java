/** Tests of the dumps, beside those of the real Keepalived. */
@NullMarked
package io.gatehouse.gateway.vip.dump;

import org.jspecify.annotations.NullMarked;
