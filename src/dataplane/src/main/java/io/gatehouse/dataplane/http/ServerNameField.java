package io.gatehouse.dataplane.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ByteSink;

/** {@code http-send-name-header}, ready to be applied. Any thread. */
public final class ServerNameField {
  private final byte[] name;

  /**
   * @param name in lower case
   */
  public ServerNameField(String name) {
    this.name = name.getBytes(ISO_8859_1);
  }

  /** Tells the server its name, instead of what the client or an attempt before has said there. */
  public void tell(RequestMessage request, String server, ByteSink scratch) {
    request.removeAll(name);
    scratch.clear().add(server);
    request.add(name, scratch.array(), 0, scratch.length());
  }
}
