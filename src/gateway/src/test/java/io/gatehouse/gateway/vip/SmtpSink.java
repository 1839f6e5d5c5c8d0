package io.gatehouse.gateway.vip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A mail server that takes everything and remembers each conversation; as a program it listens at
 * the port of its argument and prints the lines.
 */
final class SmtpSink implements AutoCloseable {
  private final ServerSocket socket;
  private final Set<String> extensions;
  private final Optional<SSLSocketFactory> tls;
  private final BlockingQueue<List<String>> conversations = new LinkedBlockingQueue<>();

  private SmtpSink(ServerSocket socket, Set<String> extensions, Optional<SSLSocketFactory> tls) {
    this.socket = socket;
    this.extensions = extensions;
    this.tls = tls;
  }

  /** Offers these extensions of ESMTP. */
  static SmtpSink start(int port, String... extensions) throws IOException {
    return start(port, Optional.empty(), extensions);
  }

  /** Offers STARTTLS with that key. */
  static SmtpSink encrypted(SSLSocketFactory tls, String... extensions) throws IOException {
    return start(0, Optional.of(tls), extensions);
  }

  private static SmtpSink start(int port, Optional<SSLSocketFactory> tls, String... extensions)
      throws IOException {
    ServerSocket socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    SmtpSink sink = new SmtpSink(socket, Set.of(extensions), tls);
    Thread.ofPlatform().daemon().start(sink::accept);
    return sink;
  }

  public static void main(String[] arguments) throws Exception {
    try (SmtpSink sink = start(Integer.parseInt(arguments[0]))) {
      System.out.println("ready");
      while (true) {
        List<String> lines = sink.conversations.take();
        System.out.println(String.join("\n", lines) + "\n--");
      }
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  /** What a client said in the next conversation. */
  List<String> next() throws InterruptedException {
    List<String> next = conversations.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no mail came");
    }
    return next;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(Socket client) {
    List<String> lines = new ArrayList<>();
    try (client) {
      answer(client.getOutputStream(), "220 sink");
      converse(client, lines, tls);
    } catch (IOException broken) {
      lines.add("broken");
    }
    conversations.add(lines);
  }

  private void converse(Socket client, List<String> lines, Optional<SSLSocketFactory> offered)
      throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
    OutputStream out = client.getOutputStream();
    boolean data = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      lines.add(line);
      if (data) {
        data = !line.equals(".");
        if (!data) {
          answer(out, "250 taken");
        }
      } else if (line.equals("QUIT")) {
        answer(out, "221 bye");
        return;
      } else if (line.equals("STARTTLS") && offered.isPresent()) {
        answer(out, "220 go on");
        converse(encrypt(client, offered.get()), lines, Optional.empty());
        return;
      } else {
        data = line.equals("DATA");
        answer(out, reply(line, offered.isPresent()));
      }
    }
  }

  private static Socket encrypt(Socket client, SSLSocketFactory tls) throws IOException {
    SSLSocket encrypted = (SSLSocket) tls.createSocket(client, null, client.getPort(), true);
    encrypted.setUseClientMode(false);
    encrypted.startHandshake();
    return encrypted;
  }

  private String reply(String line, boolean encryption) {
    if (line.startsWith("EHLO")) {
      StringBuilder text = new StringBuilder("250-sink\r\n");
      extensions.forEach(each -> text.append("250-").append(each).append("\r\n"));
      if (encryption) {
        text.append("250-STARTTLS\r\n");
      }
      return text + "250 8BITMIME";
    }
    if (line.startsWith("AUTH")) {
      return "235 welcome";
    }
    return line.equals("DATA") ? "354 go on" : "250 fine";
  }

  private static void answer(OutputStream out, String words) throws IOException {
    out.write((words + "\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
