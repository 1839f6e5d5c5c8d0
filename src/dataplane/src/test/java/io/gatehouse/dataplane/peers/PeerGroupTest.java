package io.gatehouse.dataplane.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.model.Peers;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When nodes connect to each other, and which of two connections stays. */
class PeerGroupTest {
  private final FakeMeans ofA = new FakeMeans();
  private final FakeMeans ofB = new FakeMeans();
  private final PeerGroup a = group("a", "b", ofA);
  private final PeerGroup b = group("b", "a", ofB);

  private static PeerGroup group(String name, String other, FakeMeans means) {
    RemotePeer peer = new RemotePeer(other, false, InetSocketAddress.createUnresolved(other, 1));
    return new PeerGroup(
        new Peers("group", name, Optional.empty(), List.of()), List.of(peer), means);
  }

  @AfterEach
  void end() {
    a.end();
    b.end();
  }

  private static EmbeddedChannel accepted(PeerGroup group) {
    return new EmbeddedChannel(new PeerLink(group, null));
  }

  /** What one side has said so far reaches the other. */
  private static void deliver(EmbeddedChannel from, EmbeddedChannel to) {
    for (Object said = from.readOutbound(); said != null; said = from.readOutbound()) {
      to.writeInbound(said);
    }
    if (!from.isOpen()) {
      ChannelFuture _ = to.close();
    }
  }

  private static boolean established(PeerGroup group) {
    return group.peers().getFirst().established();
  }

  @Test
  void ofTwoThatGreetEachOtherAtOnceOneConnectionStays() {
    a.tick();
    b.tick();
    EmbeddedChannel fromA = ofA.dials.getFirst();
    EmbeddedChannel fromB = ofB.dials.getFirst();
    EmbeddedChannel atA = accepted(a);
    EmbeddedChannel atB = accepted(b);
    deliver(fromB, atA);
    deliver(fromA, atB);
    deliver(atA, fromB);
    deliver(atB, fromA);
    assertThat(fromA.isOpen() && atB.isOpen()).isTrue();
    assertThat(fromB.isOpen() || atA.isOpen()).isFalse();
    assertThat(established(a) && established(b)).isTrue();
  }

  @Test
  void whoWasNotGreetedYetIsHeard() {
    b.tick();
    EmbeddedChannel atA = accepted(a);
    deliver(ofB.dials.getFirst(), atA);
    deliver(atA, ofB.dials.getFirst());
    assertThat(established(a) && established(b)).isTrue();
  }

  @Test
  void nodeThatComesAgainReplacesItsOldConnection() {
    b.tick();
    EmbeddedChannel before = accepted(a);
    deliver(ofB.dials.getFirst(), before);
    EmbeddedChannel restarted = accepted(a);
    PeerGroup again = group("b", "a", ofB);
    again.tick();
    deliver(ofB.dials.getLast(), restarted);
    assertThat(before.isOpen()).isFalse();
    assertThat(established(a)).isTrue();
    again.end();
  }

  @Test
  void connectionThatIsLostIsMadeAgainSoon() {
    a.tick();
    EmbeddedChannel atB = accepted(b);
    deliver(ofA.dials.getFirst(), atB);
    deliver(atB, ofA.dials.getFirst());
    assertThat(established(a)).isTrue();
    ChannelFuture _ = ofA.dials.getFirst().close();
    a.tick();
    assertThat(ofA.dials).hasSize(1);
    ofA.millis += 50;
    a.tick();
    assertThat(ofA.dials).hasSize(2);
  }

  @Test
  void nodeThatDoesNotAnswerIsNotPressed() {
    a.tick();
    ChannelFuture _ = ofA.dials.getFirst().close();
    ofA.millis += PeerGroup.SILENCE_MILLIS - 1;
    a.tick();
    assertThat(ofA.dials).hasSize(1);
    ofA.millis++;
    a.tick();
    assertThat(ofA.dials).hasSize(2);
  }
}
