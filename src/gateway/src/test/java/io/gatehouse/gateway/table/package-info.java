/** Stick tables in the whole gateway, beside those of the real HAProxy. */
@NullMarked
package io.gatehouse.gateway.table;

import org.jspecify.annotations.NullMarked;
