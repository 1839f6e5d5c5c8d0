/** What nodes make of any bytes, and who teaches whom. */
@NullMarked
package io.gatehouse.dataplane.peers;

import org.jspecify.annotations.NullMarked;
