package io.gatehouse.dataplane.names;

import io.gatehouse.dataplane.names.Answer.Entry;
import io.gatehouse.dataplane.names.Answer.Extra;
import io.gatehouse.dataplane.names.Answer.Service;
import java.util.ArrayList;
import java.util.List;

/** The records of one name, in HAProxy's order. Control thread. */
final class Records {
  private final List<Found> all = new ArrayList<>();

  List<Found> all() {
    return all;
  }

  /** Takes over what a valid answer says. */
  void merge(Answer answer, long now) {
    for (Entry entry : answer.entries()) {
      Found known = find(entry);
      if (known == null) {
        insert(new Found(entry, now));
      } else {
        known.again(entry, now);
      }
    }
    for (Extra extra : answer.extra()) {
      merge(extra, now);
    }
  }

  private @org.jspecify.annotations.Nullable Found find(Entry entry) {
    for (Found found : all) {
      if (found.same(entry)) {
        return found;
      }
    }
    return null;
  }

  /** Behind those of the same place. */
  private void insert(Found found) {
    int at = 0;
    while (at < all.size() && Integer.compareUnsigned(all.get(at).order(), found.order()) <= 0) {
      at++;
    }
    all.add(at, found);
  }

  /** Several records may name the machine: each takes one of its addresses. */
  private void merge(Extra extra, long now) {
    for (Found found : all) {
      if (names(found, extra) && !found.extraSeen(now) && extra.address().equals(found.extra())) {
        found.extra(extra.address(), now);
        return;
      }
    }
    for (Found found : all) {
      if (names(found, extra) && found.extra() == null) {
        found.extra(extra.address(), now);
        return;
      }
    }
  }

  private static boolean names(Found found, Extra extra) {
    return found.entry() instanceof Service service && service.target().equals(extra.name());
  }

  /** Takes out what no answer has confirmed for so long. */
  List<Found> prune(long now, long hold) {
    List<Found> gone = new ArrayList<>();
    for (Found found : all) {
      found.forgetObsoleteExtra(now, hold);
      if (found.obsolete(now, hold)) {
        gone.add(found);
      }
    }
    all.removeAll(gone);
    return gone;
  }

  void clear() {
    all.clear();
  }
}
