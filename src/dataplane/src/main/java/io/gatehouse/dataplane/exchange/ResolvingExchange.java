package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.rule.NameLookup;
import io.gatehouse.api.rule.NameQuestion;
import io.gatehouse.dataplane.connection.ClientLink;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name that an exchange's rules wait for. Whoever resolves names answers on another thread; the
 * answer comes back to the client's event loop, and nobody holds that up meanwhile.
 */
abstract class ResolvingExchange extends PersistentExchange {
  private @Nullable Pending name;

  /** Known when the answer has come. */
  private static final class Pending implements NameLookup {
    private boolean open = true;
    private byte @Nullable [] address;

    @Override
    public boolean open() {
      return open;
    }

    @Override
    public byte @Nullable [] address() {
      return address;
    }

    void found(Optional<InetAddress> answer) {
      open = false;
      address = answer.map(InetAddress::getAddress).orElse(null);
    }
  }

  ResolvingExchange(ClientLink client) {
    super(client);
  }

  /** The rules go on. */
  protected abstract void nameKnown();

  @Override
  public final @Nullable NameLookup lookup() {
    return name;
  }

  @Override
  public final NameLookup lookUp(NameQuestion question) {
    Pending begun = new Pending();
    name = begun;
    EventLoop loop = client.loop().executor();
    surroundings().resolve(question, answer -> loop.execute(() -> answered(begun, answer)));
    return begun;
  }

  private void answered(Pending begun, Optional<InetAddress> answer) {
    begun.found(answer);
    if (begun == name) {
      nameKnown();
    }
  }

  @Override
  public final void endLookup() {
    name = null;
  }
}
