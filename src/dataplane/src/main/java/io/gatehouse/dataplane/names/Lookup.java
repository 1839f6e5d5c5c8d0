package io.gatehouse.dataplane.names;

import io.gatehouse.dataplane.control.ControlThread.Appointment;
import io.gatehouse.dataplane.names.Answer.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One name that is resolved again and again, for all who want to know (manual section 5.3). Control
 * thread.
 *
 * <pre>
 *   waiting ──timeout resolve──► asking ──valid──► found ──► waiting
 *                                  │ ▲
 *              all have failed or  │ │ the other family, or once more
 *              timeout retry       ▼ │
 *                                 next ──tries are used up──► failed ──► waiting
 * </pre>
 */
final class Lookup {
  private static final long MILLI = 1_000_000L;

  private final Section section;
  private final String name;
  private final RecordType preferred;
  private final Records records = new Records();
  private final List<Seeker> seekers = new ArrayList<>();
  private RecordType type;
  private int id = -1;
  private int tries;
  private int asked;
  private int answered;
  private Verdict status = Verdict.OTHER;
  private boolean timedOut;
  private boolean valid;
  private long lastValid = now();
  private @Nullable Appointment appointment;

  Lookup(Section section, String name, RecordType preferred) {
    this.section = section;
    this.name = name;
    this.preferred = preferred;
    this.type = preferred;
  }

  String name() {
    return name;
  }

  RecordType preferred() {
    return preferred;
  }

  List<Seeker> seekers() {
    return seekers;
  }

  Records records() {
    return records;
  }

  private static long now() {
    return System.nanoTime() / MILLI;
  }

  /** Begins a resolution, now. */
  void begin() {
    id = section.newId(this);
    type = preferred;
    tries = section.settings().retries() - 1;
    ask();
  }

  /** Somebody waits for it: it does not rest, unless it is known well enough. */
  void hurry(Seeker waiting) {
    if (id >= 0) {
      return;
    }
    if (valid && now() - lastValid <= section.settings().hold().valid().toMillis()) {
      waiting.found(this, null);
    } else {
      begin();
    }
  }

  private void ask() {
    answered = 0;
    asked = section.ask(id, name, type);
    arm(section.settings().retry(), this::late);
  }

  private void arm(Duration delay, Runnable then) {
    cancel();
    appointment = section.control().schedule(then, delay);
  }

  private void cancel() {
    Appointment planned = appointment;
    if (planned != null) {
      planned.cancel();
    }
  }

  /** A query for it could not be sent: nobody will answer that one. */
  void notSent(int query) {
    if (query == id) {
      asked--;
    }
  }

  /** A name server said something about it. */
  void answer(NameServerLink by, Answer answer) {
    answered++;
    Verdict verdict = answer.verdict();
    by.counters().answered(verdict);
    status = verdict;
    timedOut = false;
    if (answer.valid()) {
      succeed(by, answer);
    } else if (answered >= asked) {
      allFailed();
    }
  }

  private void succeed(NameServerLink by, Answer answer) {
    long now = now();
    lastValid = now;
    valid = true;
    records.merge(answer, now);
    for (Found gone : records.prune(now, section.settings().hold().obsolete().toMillis())) {
      List.copyOf(gone.users()).forEach(user -> user.lost(gone));
    }
    @Nullable NameServerLink origin = by;
    for (Seeker seeker : List.copyOf(seekers)) {
      seeker.found(this, origin);
      origin = null;
    }
    rest();
  }

  private void allFailed() {
    RecordType other = preferred.other();
    if (type != preferred) {
      if (tries == 0) {
        fail();
      }
    } else if (other != null) {
      type = other;
      ask();
    }
  }

  /** Not all have answered in time, or all but with nothing that helps. */
  private void late() {
    if (tries == 0) {
      timedOut = answered == 0;
      fail();
      return;
    }
    RecordType other = preferred.other();
    if (answered == 0 || type != preferred || other == null) {
      type = preferred;
      tries--;
    } else {
      type = other;
    }
    ask();
  }

  private void fail() {
    valid = false;
    boolean keep = false;
    for (Seeker seeker : List.copyOf(seekers)) {
      keep |= seeker.failed(this);
    }
    if (!keep) {
      records.clear();
    }
    rest();
  }

  private void rest() {
    section.forgetId(id);
    id = -1;
    if (!seekers.isEmpty()) {
      arm(section.settings().resolve(), this::begin);
    }
  }

  /** Whether the last valid answer is so old that the failure counts. */
  boolean overdue() {
    var hold = section.settings().hold();
    Duration patience =
        timedOut
            ? hold.timeout()
            : switch (status) {
              case NX -> hold.nx();
              case REFUSED -> hold.refused();
              default -> hold.other();
            };
    return now() - lastValid >= patience.toMillis();
  }

  /** Why a server is in maintenance that is there for this name's sake. */
  String failure() {
    if (timedOut) {
      return "DNS timeout status";
    }
    return switch (status) {
      case NX -> "DNS NX status";
      case REFUSED -> "DNS refused status";
      default -> "unspecified DNS error";
    };
  }

  /** Nobody wants to know any more. */
  void end() {
    cancel();
    section.forgetId(id);
    id = -1;
  }
}
