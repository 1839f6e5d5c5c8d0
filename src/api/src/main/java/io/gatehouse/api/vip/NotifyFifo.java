package io.gatehouse.api.vip;

import java.util.Optional;

/**
 * {@code notify_fifo} or {@code vrrp_notify_fifo}: a line for each change of state.
 *
 * @param script started at the beginning with the path as its last argument
 * @param user owner of the file; empty is the one of {@link ScriptRules}
 * @param group empty is the user's own
 */
public record NotifyFifo(String path, Optional<Script> script, String user, String group) {}
