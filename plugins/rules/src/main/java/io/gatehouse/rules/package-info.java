/**
 * What the families of fetches, converters and actions share. Words of the configuration come in,
 * immutable objects go out; open {@link io.gatehouse.rules.NameFile} only after the packages {@code
 * fetch}, {@code convert} and {@code action}. Used while the configuration is loaded.
 */
@NullMarked
package io.gatehouse.rules;

import org.jspecify.annotations.NullMarked;
