/**
 * {@code option smtpchk}. Open {@link io.gatehouse.checks.smtp.SmtpCheckerPlugin} first. Called on
 * the event loop of checks.
 */
@NullMarked
package io.gatehouse.checks.smtp;

import org.jspecify.annotations.NullMarked;
