/** Tests of the process's side of virtual addresses, with a plugin that follows a script. */
@NullMarked
package io.gatehouse.gateway.vip;

import org.jspecify.annotations.NullMarked;
