/**
 * The commands of the runtime socket, one class for each family: a request's words come in, an
 * answer goes out. Open {@link io.gatehouse.gateway.runtime.command.Registry} first. Commands run
 * on the virtual thread of their connection and may wait; what they change, they change through the
 * data plane's control thread.
 */
@NullMarked
package io.gatehouse.gateway.runtime.command;

import org.jspecify.annotations.NullMarked;
