/** What the process says of itself. */
@NullMarked
package io.gatehouse.gateway.process;

import org.jspecify.annotations.NullMarked;
