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
   * Adds the address to the request, unless the option says otherwise for it.
   *
   * @param scratch for the address as text
   */
  public void add(RequestMessage request, byte[] address, ByteSink scratch) {
    if (address.length == 0
        || (except != null && except.contains(address))
        || (ifNone && request.find(lowerName, 0) >= 0)) {
      return;
    }
    scratch.clear();
    AddressText.write(address, 0, address.length, scratch);
    request.add(name, scratch.array(), 0, scratch.length());
  }
}
