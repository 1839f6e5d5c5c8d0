package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.Captures;
import io.gatehouse.api.rule.Sample;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What was captured of one exchange. Slots are made when they are first written. */
final class CaptureStore implements Captures {
  private byte[] @Nullable [] requests = new byte[0][];
  private byte[] @Nullable [] responses = new byte[0][];
  private byte[] line = new byte[0];
  private int lineLength;

  void clear() {
    Arrays.fill(requests, null);
    Arrays.fill(responses, null);
    lineLength = 0;
  }

  /** Keeps the request line; cut at {@code limit}. */
  void line(byte[] from, int offset, int length, int limit) {
    int kept = Math.min(length, limit);
    if (line.length < kept) {
      line = new byte[Math.max(kept, 256)];
    }
    System.arraycopy(from, offset, line, 0, kept);
    lineLength = kept;
  }

  @Override
  public int requestSlots() {
    return requests.length;
  }

  @Override
  public int responseSlots() {
    return responses.length;
  }

  @Override
  public boolean request(int slot, Sample out) {
    return read(requests, slot, out);
  }

  @Override
  public boolean response(int slot, Sample out) {
    return read(responses, slot, out);
  }

  private static boolean read(byte[] @Nullable [] slots, int slot, Sample out) {
    byte[] kept = slot < slots.length ? slots[slot] : null;
    if (kept == null) {
      return false;
    }
    out.setString(kept, 0, kept.length);
    return true;
  }

  @Override
  public void captureRequest(int slot, byte[] from, int offset, int length) {
    requests = grown(requests, slot);
    requests[slot] = Arrays.copyOfRange(from, offset, offset + length);
  }

  @Override
  public void captureResponse(int slot, byte[] from, int offset, int length) {
    responses = grown(responses, slot);
    responses[slot] = Arrays.copyOfRange(from, offset, offset + length);
  }

  private static byte[] @Nullable [] grown(byte[] @Nullable [] slots, int slot) {
    byte[] @Nullable [] room = new byte[Math.max(slot + 1, slots.length)][];
    System.arraycopy(slots, 0, room, 0, slots.length);
    return room;
  }

  @Override
  public boolean requestLine(Sample out) {
    out.setString(line, 0, lineLength);
    return lineLength > 0;
  }

  @Override
  public boolean requestCookie(Sample out) {
    return false;
  }

  @Override
  public boolean responseCookie(Sample out) {
    return false;
  }
}
