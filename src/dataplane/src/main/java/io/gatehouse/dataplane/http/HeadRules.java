package io.gatehouse.dataplane.http;

/**
 * What holds for all heads of the process.
 *
 * @param bufsize {@code tune.bufsize}: the array a head and its edits live in
 * @param maxrewrite {@code tune.maxrewrite}: the part of it that only edits may use
 * @param maxhdr {@code tune.http.maxhdr}: slots for fields, of which one is used to end the list
 * @param payloadWithAnyMethod {@code h1-accept-payload-with-any-method}
 * @param keepInsecureOpen {@code h1-do-not-close-on-insecure-transfer-encoding}
 */
public record HeadRules(
    int bufsize,
    int maxrewrite,
    int maxhdr,
    boolean payloadWithAnyMethod,
    boolean keepInsecureOpen) {
  public static final HeadRules DEFAULT = new HeadRules(16_384, 1_024, 101, false, false);

  /** Those of heads that have been edited already, and may take the whole array. */
  public HeadRules edited() {
    return new HeadRules(bufsize, 0, maxhdr, payloadWithAnyMethod, keepInsecureOpen);
  }

  /** Most bytes of a received head. */
  int received() {
    return bufsize - maxrewrite;
  }
}
