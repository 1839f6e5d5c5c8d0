/**
 * The product as its user runs it: the launchers, real configuration files, real peers. Each test
 * starts processes of its own and ends them. Single-threaded.
 */
@NullMarked
package io.gatehouse.product;

import org.jspecify.annotations.NullMarked;
