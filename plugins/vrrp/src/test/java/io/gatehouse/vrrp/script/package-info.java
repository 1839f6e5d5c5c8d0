/** Tests of the rules of scripts, against real processes and Keepalived. */
@NullMarked
package io.gatehouse.vrrp.script;

import org.jspecify.annotations.NullMarked;
