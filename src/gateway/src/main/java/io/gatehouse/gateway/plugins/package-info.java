/**
 * Plugins, built-in and dropped in: the class path and a folder of jars go in, the words of the
 * language and a list of what was left out and why come out. Open {@link
 * io.gatehouse.gateway.plugins.PluginCatalogue} first, then {@link
 * io.gatehouse.gateway.plugins.PluginGuard} for how strangers are contained. Loading happens on the
 * control thread; a catalogue is immutable and may be asked by any thread.
 */
@NullMarked
package io.gatehouse.gateway.plugins;

import org.jspecify.annotations.NullMarked;
