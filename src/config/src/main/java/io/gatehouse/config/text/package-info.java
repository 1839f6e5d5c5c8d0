/**
 * The text of HAProxy's configuration language (manual section 2): files go in, sections made of
 * positioned lines and words come out, together with every error and warning found on the way;
 * strings hold one char per byte of the file (ISO-8859-1), so that what a word says is written to
 * the wire byte for byte, and {@link io.gatehouse.config.text.Diagnostics} turns it back to
 * readable text. Open {@link io.gatehouse.config.text.ConfigReader} first, then {@link
 * io.gatehouse.config.text.Tokenizer}. One thread loads a configuration; the records may be shared
 * afterwards, {@link io.gatehouse.config.text.Environment} and {@link
 * io.gatehouse.config.text.Diagnostics} may not.
 */
@NullMarked
package io.gatehouse.config.text;

import org.jspecify.annotations.NullMarked;
