/**
 * {@code option ldap-check}. Open {@link io.gatehouse.checks.ldap.LdapCheckerPlugin} first. Called
 * on the event loop of checks.
 */
@NullMarked
package io.gatehouse.checks.ldap;

import org.jspecify.annotations.NullMarked;
