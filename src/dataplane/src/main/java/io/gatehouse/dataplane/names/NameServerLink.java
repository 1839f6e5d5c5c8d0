package io.gatehouse.dataplane.names;

import io.gatehouse.model.Resolvers.NameServer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The way to one name server. The socket belongs to its event loop and is opened with the first
 * question; the counters belong to the control thread.
 */
abstract class NameServerLink {
  /** Questions that may wait for a connection. */
  private static final int MOST_WAITING = 1_024;

  private final NameServer server;
  private final Section section;
  private final Counters counters = new Counters();
  private final Queue<DnsQuery> waiting = new ArrayDeque<>();
  private @Nullable Channel channel;
  private boolean closed;

  NameServerLink(NameServer server, Section section) {
    this.server = server;
    this.section = section;
  }

  NameServer server() {
    return server;
  }

  Section section() {
    return section;
  }

  Counters counters() {
    return counters;
  }

  /** Its name in messages. */
  String label() {
    return section.settings().name() + "/" + server.name();
  }

  /** A question as its transport writes it. */
  abstract DnsQuery query(int id, String name, RecordType type);

  /** Begins to connect. On the event loop. */
  abstract ChannelFuture connect();

  /** Asks. Control thread. */
  void ask(int id, String name, RecordType type) {
    onLoop(() -> send(query(id, name, type)));
  }

  private void send(DnsQuery query) {
    Channel open = channel;
    if (closed) {
      ReferenceCountUtil.release(query);
    } else if (open != null && open.isActive()) {
      write(open, query);
    } else if (waiting.size() >= MOST_WAITING) {
      sent(query.id(), false);
      ReferenceCountUtil.release(query);
    } else {
      waiting.add(query);
      if (open == null || !open.isOpen()) {
        open();
      }
    }
  }

  private void open() {
    ChannelFuture connecting = connect();
    channel = connecting.channel();
    var _ = connecting.addListener(done -> connected(connecting));
  }

  private void connected(ChannelFuture done) {
    if (!done.isSuccess() || closed) {
      var _ = done.channel().close();
      channel = null;
    }
    for (DnsQuery query = waiting.poll(); query != null; query = waiting.poll()) {
      if (done.isSuccess() && !closed) {
        write(done.channel(), query);
      } else {
        sent(query.id(), false);
        ReferenceCountUtil.release(query);
      }
    }
  }

  private void write(Channel open, DnsQuery query) {
    int id = query.id();
    var _ = open.writeAndFlush(query).addListener(done -> sent(id, done.isSuccess()));
  }

  private void sent(int id, boolean really) {
    section.control().submit(() -> section.sent(this, id, really));
  }

  /** Something came. On the event loop. */
  void received(int id, Answer answer) {
    section.control().submit(() -> section.received(this, id, answer));
  }

  /** Something came that is larger than what is accepted. On the event loop. */
  void tooBig() {
    section.control().submit(counters::tooBig);
  }

  /** Something came that has not even an id. On the event loop. */
  void garbage() {
    section.control().submit(() -> counters.answered(Answer.Verdict.INVALID));
  }

  /** Any thread. */
  void close() {
    onLoop(this::end);
  }

  /** A loop that ends closes the socket by itself. */
  private void onLoop(Runnable task) {
    if (!section.sockets().loop().isShuttingDown()) {
      section.sockets().loop().execute(task);
    }
  }

  private void end() {
    closed = true;
    Channel open = channel;
    if (open != null) {
      var _ = open.close();
    }
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }
}
