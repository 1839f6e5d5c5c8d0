/**
 * Running the operator's scripts under Keepalived's rules: whose rights they have, which files are
 * too open to be run, how they are ended. Open {@link io.gatehouse.vrrp.script.ScriptPolicy} first.
 * Starting a process may take milliseconds: any thread may do it, except the runner's.
 */
@NullMarked
package io.gatehouse.vrrp.script;

import org.jspecify.annotations.NullMarked;
