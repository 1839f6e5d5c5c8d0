package io.gatehouse.dataplane.telemetry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.model.CaptureSettings;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a frontend captures, ready to be compared with bytes. Immutable; any thread. */
public final class CapturePlan {
  private final Slots request;
  private final Slots response;
  private final byte @Nullable [] cookie;
  private final int cookieLength;

  public CapturePlan(CaptureSettings settings) {
    this.request = new Slots(settings.request());
    this.response = new Slots(settings.response());
    this.cookie = settings.cookie().map(c -> c.prefix().getBytes(ISO_8859_1)).orElse(null);
    this.cookieLength = settings.cookie().map(CaptureSettings.Cookie::length).orElse(0);
  }

  public Slots request() {
    return request;
  }

  public Slots response() {
    return response;
  }

  /** How the name of the captured cookie begins; null without one. */
  public byte @Nullable [] cookie() {
    return cookie;
  }

  public int cookieLength() {
    return cookieLength;
  }

  /** The slots of one direction. */
  public static final class Slots {
    public static final Slots NONE = new Slots(List.of());

    private final byte[][] names;
    private final int[] lengths;

    Slots(List<CaptureSettings.Slot> slots) {
      names = new byte[slots.size()][];
      lengths = new int[slots.size()];
      for (int i = 0; i < lengths.length; i++) {
        CaptureSettings.Slot slot = slots.get(i);
        names[i] = slot.header().orElse("").toLowerCase(Locale.ROOT).getBytes(ISO_8859_1);
        lengths[i] = slot.length();
      }
    }

    public int count() {
      return lengths.length;
    }

    /** The field's name in lower case; empty when only rules fill the slot. */
    public byte[] name(int slot) {
      return names[slot];
    }

    public int length(int slot) {
      return lengths[slot];
    }
  }
}
