package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.model.CheckTls;
import io.gatehouse.model.SendProxy;
import java.util.Optional;

/**
 * What a probe is aimed at.
 *
 * @param proxy of which kind a PROXY header is, where one is sent: the version and what it tells
 * @param tls where checks of the server may use it
 */
record Aim(CheckTarget target, SendProxy proxy, Optional<CheckTls> tls) {}
