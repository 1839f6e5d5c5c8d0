/**
 * Who gets which server when: queues, limits and backups, beside the real HAProxy. Open {@link
 * io.gatehouse.gateway.balance.Contest} first. Tests run on one thread; origins have their own.
 */
@NullMarked
package io.gatehouse.gateway.balance;

import org.jspecify.annotations.NullMarked;
