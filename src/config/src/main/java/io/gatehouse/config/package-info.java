/**
 * Configuration files become a model: text in, {@link io.gatehouse.model.GatewayModel} and
 * diagnostics out. Open {@link io.gatehouse.config.Vocabulary} for what plugins add to the
 * language. One thread loads a configuration; nothing here is shared.
 */
@NullMarked
package io.gatehouse.config;

import org.jspecify.annotations.NullMarked;
