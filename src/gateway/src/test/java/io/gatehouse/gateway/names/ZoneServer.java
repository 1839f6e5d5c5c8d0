package io.gatehouse.gateway.names;

import io.gatehouse.testkit.RealHaproxy;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DefaultDnsResponse;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.handler.codec.dns.TcpDnsQueryDecoder;
import io.netty.handler.codec.dns.TcpDnsResponseEncoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A small authoritative name server over UDP and TCP on one port, whose zone changes while it
 * answers. Any thread.
 */
public final class ZoneServer implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Map<String, List<String>> zone = new ConcurrentHashMap<>();
  private final Map<String, DnsResponseCode> codes = new ConcurrentHashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final Set<String> truncated = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private final InetSocketAddress address;

  public ZoneServer() throws IOException {
    Channel udp =
        new Bootstrap()
            .group(loop)
            .channel(NioDatagramChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new DatagramDnsQueryDecoder(),
                            new DatagramDnsResponseEncoder(),
                            new Datagrams());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), RealHaproxy.freePort())
            .syncUninterruptibly()
            .channel();
    address = (InetSocketAddress) udp.localAddress();
    new ServerBootstrap()
        .group(loop)
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(new TcpDnsQueryDecoder(), new TcpDnsResponseEncoder(), new Streams());
              }
            })
        .bind(address)
        .syncUninterruptibly();
  }

  public int port() {
    return address.getPort();
  }

  /**
   * What a name means from now on.
   *
   * @param records addresses, or {@code PRIORITY WEIGHT PORT TARGET}, or {@code = NAME} for an
   *     alias whose target follows; behind a {@code +} what is told besides
   */
  public ZoneServer name(String name, String... records) {
    codes.remove(name);
    silent.remove(name);
    truncated.remove(name);
    zone.put(name, List.of(records));
    return this;
  }

  ZoneServer fails(String name, DnsResponseCode code) {
    silent.remove(name);
    codes.put(name, code);
    return this;
  }

  ZoneServer truncates(String name) {
    truncated.add(name);
    return this;
  }

  ZoneServer silent(String name) {
    silent.add(name);
    return this;
  }

  /** What was asked for so far, such as {@code A x.test}. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private static String plain(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private boolean answer(DnsQuestion question, DnsResponse response) {
    String name = plain(question.name());
    asked.add(question.type().name() + " " + name);
    response.addRecord(
        DnsSection.QUESTION, new DefaultDnsQuestion(question.name(), question.type()));
    if (silent.contains(name)) {
      return false;
    }
    response.setAuthoritativeAnswer(true);
    response.setTruncated(truncated.contains(name));
    DnsResponseCode code = codes.get(name);
    List<String> records = zone.get(name);
    if (code != null || records == null) {
      response.setCode(code == null ? DnsResponseCode.NXDOMAIN : code);
      return true;
    }
    String owner = name;
    for (String text : records) {
      boolean extra = text.startsWith("+");
      if (text.startsWith("= ")) {
        owner = text.substring(2);
        response.addRecord(DnsSection.ANSWER, record(name, DnsRecordType.CNAME, labels(owner)));
      } else if (extra) {
        String[] words = text.substring(1).split(" ");
        response.addRecord(DnsSection.ADDITIONAL, address(words[0], words[1]));
      } else {
        DnsRecord record = text.contains(" ") ? service(name, text) : address(owner, text);
        if (record.type().equals(question.type())) {
          response.addRecord(DnsSection.ANSWER, record);
        } else {
          ((DefaultDnsRawRecord) record).release();
        }
      }
    }
    return true;
  }

  private static DnsRecord record(String name, DnsRecordType type, ByteBuf content) {
    return new DefaultDnsRawRecord(name, type, 1, content);
  }

  private static DnsRecord address(String name, String text) {
    byte[] bytes = InetAddress.ofLiteral(text).getAddress();
    DnsRecordType type = bytes.length == 4 ? DnsRecordType.A : DnsRecordType.AAAA;
    return record(name, type, Unpooled.wrappedBuffer(bytes));
  }

  private static DnsRecord service(String name, String text) {
    String[] words = text.split(" ");
    ByteBuf content = Unpooled.buffer();
    for (int i = 0; i < 3; i++) {
      content.writeShort(Integer.parseInt(words[i]));
    }
    ByteBuf target = labels(words[3]);
    content.writeBytes(target);
    target.release();
    return record(name, DnsRecordType.SRV, content);
  }

  private static ByteBuf labels(String name) {
    ByteBuf bytes = Unpooled.buffer();
    for (String label : name.split("\\.")) {
      bytes.writeByte(label.length());
      bytes.writeCharSequence(label, StandardCharsets.US_ASCII);
    }
    return bytes.writeByte(0);
  }

  private final class Datagrams extends SimpleChannelInboundHandler<DatagramDnsQuery> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
      DnsResponse response =
          new DatagramDnsResponse(
              /* sender= */ address, /* recipient= */ query.sender(), query.id());
      if (answer(query.recordAt(DnsSection.QUESTION), response)) {
        var _ = context.writeAndFlush(response);
      } else {
        response.release();
      }
    }
  }

  private final class Streams extends SimpleChannelInboundHandler<DnsQuery> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DnsQuery query) {
      DnsResponse response = new DefaultDnsResponse(query.id());
      if (answer(query.recordAt(DnsSection.QUESTION), response)) {
        var _ = context.writeAndFlush(response);
      } else {
        response.release();
      }
    }
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
  }
}
