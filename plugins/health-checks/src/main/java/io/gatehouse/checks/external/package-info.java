/**
 * {@code option external-check}: a command is run, and what it returns is the result. Open {@link
 * io.gatehouse.checks.external.ExternalCheckerPlugin} first. Probes run on virtual threads and
 * block until the command has ended or the time is over.
 */
@NullMarked
package io.gatehouse.checks.external;

import org.jspecify.annotations.NullMarked;
