/**
 * The one thread that changes the state of servers: tasks in, in the order of their arrival. Open
 * {@link io.gatehouse.dataplane.control.ControlThread} first. Any thread may hand over a task; no
 * task may block.
 */
@NullMarked
package io.gatehouse.dataplane.control;

import org.jspecify.annotations.NullMarked;
