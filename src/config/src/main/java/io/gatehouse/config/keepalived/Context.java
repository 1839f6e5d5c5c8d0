package io.gatehouse.config.keepalived;

import io.gatehouse.config.keepalived.text.Machine;
import io.gatehouse.config.text.Diagnostics;

/** What all keywords of one load share. */
record Context(Machine machine, Diagnostics diagnostics) {}
