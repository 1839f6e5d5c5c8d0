/** Tests of the commands: what they make of their words. */
@NullMarked
package io.gatehouse.gateway;

import org.jspecify.annotations.NullMarked;
