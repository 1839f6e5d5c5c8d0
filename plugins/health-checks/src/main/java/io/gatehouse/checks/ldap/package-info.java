/**
 * {@code option ldap-check}. Open {@link io.gatehouse.checks.ldap.LdapCheckerPlugin} first. Probes
 * run on virtual threads and block.
 */
@NullMarked
package io.gatehouse.checks.ldap;

import org.jspecify.annotations.NullMarked;
