package io.gatehouse.dataplane.connection;

import io.netty.channel.Channel;

/**
 * One stream of a connection that carries several exchanges: what is known of the connection, and a
 * channel and times of its own. Confined to the connection's event loop.
 */
public final class StreamLink extends ClientLink {
  private final Load load;

  /** What the connection does at the moment. */
  public interface Load {
    /** Streams that are open. */
    int streams();

    /** What the client did that it must not. */
    int glitches();
  }

  /**
   * When the stream's wait began: with the connection, or with the stream before it.
   *
   * @param date of the wall clock
   * @param accepted in nanoseconds, likewise
   * @param opened when handshakes were over
   */
  public record Begin(long date, long accepted, long opened) {}

  public StreamLink(ClientLink connection, Channel stream, Begin begin, Load load) {
    super(connection, stream, begin);
    this.load = load;
  }

  @Override
  public Channel connection() {
    return channel().parent();
  }

  @Override
  public boolean stream() {
    return true;
  }

  /** The stream is gone. */
  public void end() {
    leave();
  }

  @Override
  public int httpMajor() {
    return 2;
  }

  @Override
  public int streams() {
    return load.streams();
  }

  @Override
  public int glitches() {
    return load.glitches();
  }
}
