package io.gatehouse.gateway.runtime.command;

import java.util.List;

/** Commands that belong together. */
interface CommandFamily {
  List<Command> commands();
}
