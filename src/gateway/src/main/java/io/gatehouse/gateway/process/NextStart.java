package io.gatehouse.gateway.process;

import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.Global;
import io.gatehouse.model.ProcessSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What a running process cannot change of itself. All else of a new configuration takes effect; for
 * these the operator hears that a restart is needed. HAProxy's reload makes new processes, which
 * have no such settings.
 */
final class NextStart {
  private final List<String> remarks = new ArrayList<>();

  private NextStart() {}

  /** A sentence for each setting that differs. */
  static List<String> remarks(GatewayModel now, GatewayModel next) {
    NextStart found = new NextStart();
    found.compare(now.global(), next.global());
    return found.remarks;
  }

  private void compare(Global now, Global next) {
    compare("nbthread", now.threads(), next.threads());
    compare("tune.bufsize", now.tune().bufsize(), next.tune().bufsize());
    compare("tune.maxrewrite", now.tune().maxrewrite(), next.tune().maxrewrite());
    compare("tune.http.maxhdr", now.tune().maxHeaders(), next.tune().maxHeaders());
    compare("tune.http.logurilen", now.tune().logUriLength(), next.tune().logUriLength());
    compare("tune.h2.*", now.tune().http2(), next.tune().http2());
    ProcessSettings old = now.process();
    ProcessSettings other = next.process();
    compare("user", old.user().orElse(""), other.user().orElse(""));
    compare("group", old.group().orElse(""), other.group().orElse(""));
    compare("chroot", old.chroot().orElse(""), other.chroot().orElse(""));
    compare("pidfile", old.pidfile().orElse(""), other.pidfile().orElse(""));
    compare("daemon", old.daemon(), other.daemon());
    compare("ulimit-n", old.descriptors().wanted(), other.descriptors().wanted());
  }

  private void compare(String keyword, Object now, Object next) {
    if (!now.equals(next)) {
      remarks.add(
          "'%s' was changed: it takes effect when the process is restarted.".formatted(keyword));
    }
  }
}
