package io.gatehouse.dataplane.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.rule.AddressText;
import io.gatehouse.model.HttpOptions.AddressHeader;
import io.gatehouse.model.Network;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code option forwardfor} or {@code option originalto}, ready to be applied. Any thread. */
public final class AddressField {
  private final byte[] name;
  private final byte[] lowerName;
  private final @Nullable Network except;
  private final boolean ifNone;

  public AddressField(AddressHeader option) {
    name = option.header().getBytes(US_ASCII);
    lowerName = option.header().toLowerCase(Locale.ROOT).getBytes(US_ASCII);
    except = option.except().orElse(null);
    ifNone = option.ifNone();
  }

  /**
   * Adds the address to the request where either side of the proxy asks for it. The backend names
   * the field; a side that wants it always overrules one that wants it only if there is none, and a
   * source that either side excepts is left out.
   *
   * @param scratch for the address as text
   */
  public static void add(
      @Nullable AddressField front,
      @Nullable AddressField back,
      RequestMessage request,
      byte[] address,
      ByteSink scratch) {
    AddressField named = back != null ? back : front;
    if (named == null || address.length == 0 || excepts(front, address) || excepts(back, address)) {
      return;
    }
    boolean always = (front != null && !front.ifNone) || (back != null && !back.ifNone);
    if (!always && request.find(named.lowerName, 0) >= 0) {
      return;
    }
    scratch.clear();
    AddressText.write(address, 0, address.length, scratch);
    request.add(named.name, scratch.array(), 0, scratch.length());
  }

  private static boolean excepts(@Nullable AddressField side, byte[] address) {
    return side != null && side.except != null && side.except.contains(address);
  }
}
