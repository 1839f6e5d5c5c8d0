package io.gatehouse.dataplane.names;

import io.gatehouse.dataplane.names.Answer.Address;
import io.gatehouse.model.Resolution;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An exchange that wants to know an address once. It is told exactly once. Control thread. */
final class GuestSeeker implements Seeker {
  private final Section section;
  private final boolean preferIpv4;
  private final Consumer<Optional<InetAddress>> answer;
  private boolean told;

  GuestSeeker(Section section, boolean preferIpv4, Consumer<Optional<InetAddress>> answer) {
    this.section = section;
    this.preferIpv4 = preferIpv4;
    this.answer = answer;
  }

  @Override
  public void found(Lookup lookup, @Nullable NameServerLink by) {
    Resolution wishes = new Resolution("", preferIpv4, List.of(), true, false);
    Found best = new Choice(wishes, null).of(lookup.records().all(), found -> false);
    tell(
        best != null && best.entry() instanceof Address(InetAddress address)
            ? Optional.of(address)
            : Optional.empty());
    section.leave(this, lookup);
  }

  @Override
  public boolean failed(Lookup lookup) {
    tell(Optional.empty());
    section.leave(this, lookup);
    return false;
  }

  @Override
  public void abandoned() {
    tell(Optional.empty());
  }

  private void tell(Optional<InetAddress> address) {
    if (!told) {
      told = true;
      answer.accept(address);
    }
  }
}
