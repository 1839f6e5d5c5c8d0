/**
 * {@code option smtpchk}. Open {@link io.gatehouse.checks.smtp.SmtpCheckerPlugin} first. Probes run
 * on virtual threads and block.
 */
@NullMarked
package io.gatehouse.checks.smtp;

import org.jspecify.annotations.NullMarked;
