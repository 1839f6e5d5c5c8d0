package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.CheckTarget;
import io.gatehouse.model.CheckTls;
import java.util.Optional;

/**
 * What a probe is aimed at.
 *
 * @param tls where checks of the server may use it
 */
record Aim(CheckTarget target, Optional<CheckTls> tls) {}
