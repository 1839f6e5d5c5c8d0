package io.gatehouse.dataplane.names;

import io.gatehouse.dataplane.names.Answer.Verdict;
import java.util.EnumMap;
import java.util.Map;

/** What {@code show resolvers} tells of a name server. Control thread. */
public final class Counters {
  private final Map<Verdict, Long> answers = new EnumMap<>(Verdict.class);
  private long sent;
  private long notSent;
  private long updates;
  private long tooBig;
  private long outdated;

  void sent(boolean really) {
    sent += really ? 1 : 0;
    notSent += really ? 0 : 1;
  }

  void answered(Verdict verdict) {
    answers.merge(verdict, 1L, Long::sum);
  }

  void updated() {
    updates++;
  }

  void tooBig() {
    tooBig++;
  }

  void outdated() {
    outdated++;
  }

  private long of(Verdict verdict) {
    return answers.getOrDefault(verdict, 0L);
  }

  /**
   * Their values at a moment, in HAProxy's words. HAProxy has two more, {@code cname} and {@code
   * timeout}, that it never raises.
   */
  public record Values(
      long sent,
      long sendErrors,
      long valid,
      long updates,
      long cnameErrors,
      long anyErrors,
      long nx,
      long refused,
      long other,
      long invalid,
      long tooBig,
      long truncated,
      long outdated) {}

  Values values() {
    return new Values(
        sent,
        notSent,
        of(Verdict.VALID),
        updates,
        of(Verdict.CNAME_ERROR),
        of(Verdict.EMPTY),
        of(Verdict.NX),
        of(Verdict.REFUSED),
        of(Verdict.OTHER),
        of(Verdict.INVALID),
        tooBig,
        of(Verdict.TRUNCATED),
        outdated);
  }
}
